import {
    APP_FACTS,
    isGroup,
    withoutUndefined,
    type AppFacts,
    type FactKind,
    type FactTable,
} from "bytenite-core/model";
import type { FactReader, Properties } from "./factReader";

type Read = (reader: FactReader, of: Properties, name: string, within?: string) => unknown;

const text: Read = (reader, of, name, within) => reader.text(of, name, within);
const READ: Record<FactKind, Read> = {
    text,
    // An App has it as `appId`, since `id` is Pulumi's.
    id: (reader, of, name) =>
        reader.text(of, (of.appId ?? undefined) === undefined ? name : "appId"),
    name: (reader, of, name) => reader.word(of, name, "the name of an app"),
    version: (reader, of, name) => reader.word(of, name, "a version (major.minor)"),
    instant: text,
    link: text,
    int64: text,
    flag: (reader, of, name, within) => reader.flag(of, name, within),
    texts: (reader, of, name, within) => reader.texts(of, name, within),
    amount: (reader, of, name, within) => reader.amount(of, name, within),
};

/** The facts of an app, as far as they can be read. */
export function readFacts(reader: FactReader, properties: Properties): AppFacts {
    return readTable(reader, APP_FACTS, properties) as unknown as AppFacts;
}

function readTable(
    reader: FactReader,
    table: FactTable,
    of: Properties,
    within?: string,
): Properties {
    if (within !== undefined) reader.names(of, table, within);
    const values = Object.entries(table).map(([name, row]) => [
        name,
        isGroup(row)
            ? readTable(reader, row.facts, reader.mapping(of, name), name)
            : READ[row.kind](reader, of, name, within),
    ]);
    return withoutUndefined(Object.fromEntries(values) as Properties);
}
