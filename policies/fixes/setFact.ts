import type { Change, Json } from "../contract/problem";

/** The facts with a change made. What it is made to is not changed. */
export function setFact<Facts extends object>(facts: Facts, { field, value }: Change): Facts {
    const [name = "", ...rest] = field.split(".");
    const inner = (facts as Record<string, unknown>)[name];
    const changed =
        rest.length === 0
            ? value
            : setFact(Object(inner) as object, { field: rest.join("."), value });
    return { ...facts, [name]: changed };
}

/** A fact. null: absent. */
export function factOf(facts: object, field: string): Json {
    const value = field
        .split(".")
        .reduce<unknown>((of, name) => (Object(of) as Record<string, unknown>)[name], facts);
    return (value ?? null) as Json;
}
