/** The kinds of facts, and what a value of each is once it has been read. An unstated text is "". */
export interface FactKinds {
    /** Any text. */
    text: string;
    /** A text that is never "". */
    id: string;
    /** What an app is called: letters, digits, dash and underscore. */
    name: string;
    /** major.minor */
    version: string;
    /** RFC 3339, UTC. */
    instant: string;
    /** An address without a query, where a signed link has its credential. */
    link: string;
    /** An integer of 64 bits as decimal text, since it may exceed 2^53. */
    int64: string;
    flag: boolean;
    texts: string[];
    /** A finite number of at least 0. Absent: not stated. */
    amount: number;
}
export type FactKind = keyof FactKinds;

/** What is known about a fact, whatever the app. */
export interface Fact<Kind extends FactKind = FactKind> {
    readonly kind: Kind;
    /** For JSON Schemas, where the name doesn't say it all. */
    readonly description?: string;
}

/** Facts that ByteNite sends in a mapping of their own. */
export interface FactGroup<Values = Record<string, unknown>> {
    /** What the mapping has: completes the sentence "the value must be …". */
    readonly title: string;
    readonly facts: {
        readonly [Name in keyof Values]-?: Fact<KindFor<Exclude<Values[Name], undefined>>>;
    };
}

/** Facts and groups of facts by their names. */
export type FactTable = Readonly<Record<string, Fact | FactGroup>>;

/** The value of a row of a table. */
export type ValueOf<Row> =
    Row extends Fact<infer Kind>
        ? FactKinds[Kind]
        : Row extends FactGroup<infer Values>
          ? Values
          : never;

type KindFor<Value> = unknown extends Value
    ? FactKind
    : { [Kind in FactKind]: FactKinds[Kind] extends Value ? Kind : never }[FactKind];

/** @param description for JSON Schemas, where the name doesn't say it all */
export function fact<Kind extends FactKind>(kind: Kind, description?: string): Fact<Kind> {
    return { kind, ...(description !== undefined && { description }) };
}

/** @param title what the mapping has: completes the sentence "the value must be …" */
export function group<Values>(title: string, facts: FactGroup<Values>["facts"]): FactGroup<Values> {
    return { title, facts };
}

/** Whether a row of a table is a group. */
export function isGroup(row: Fact | FactGroup): row is FactGroup {
    return "facts" in row;
}

/** Something for each row of a table, in its order: by a fact's kind, or from what there is for a group's facts. */
export function mapFacts<Result>(
    table: FactTable,
    ofFact: (fact: Fact, name: string) => Result,
    ofGroup: (members: Record<string, Result>, group: FactGroup, name: string) => Result,
): Record<string, Result> {
    return Object.fromEntries(
        Object.entries(table).map(([name, row]) => [
            name,
            isGroup(row)
                ? ofGroup(mapFacts(row.facts, ofFact, ofGroup), row, name)
                : ofFact(row, name),
        ]),
    );
}

/** The facts of a group that every app has: all but amounts. */
export function requiredFacts({ facts }: FactGroup): string[] {
    return Object.keys(facts).filter((name) => facts[name]?.kind !== "amount");
}

/** The JSON Schema of a group that has nothing but its facts. @param properties the schemas of these */
export function closedGroup(properties: Record<string, object>, group: FactGroup): object {
    return {
        title: group.title,
        type: "object",
        additionalProperties: false,
        required: requiredFacts(group),
        properties,
    };
}

/** The entries that have a value. */
export function withoutUndefined<Value>(members: Record<string, Value>): Record<string, Value> {
    return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
