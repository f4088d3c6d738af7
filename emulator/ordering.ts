import { API_FACTS, isGroup, type Fact, type FactKind } from "bytenite-core/model";
import type { WireApp } from "./catalogue/wireApp";
import { versionRank } from "./tags";

type ApiFacts = typeof API_FACTS;
type SingleKind = Exclude<FactKind, "texts">;
/** A field by which apps can be sorted: every one that is a single value. Inferred from "a field name". */
export type SortField = {
    [Name in keyof ApiFacts]: ApiFacts[Name] extends Fact<SingleKind> ? Name : never;
}[keyof ApiFacts];

type Rank = string | number | bigint;

const asText = (value: unknown) => value as string;
const RANKS: Record<SingleKind, (value: unknown) => Rank> = {
    id: asText,
    text: asText,
    name: asText,
    link: asText,
    version: (value) => versionRank(value as string),
    flag: (value) => (value ? "1" : "0"),
    amount: (value) => value as number,
    instant: (value) => instantRank(value as string | null),
    int64: (value) => BigInt(value as string),
};

export function isSortField(field: string): field is SortField {
    if (!Object.hasOwn(API_FACTS, field)) return false;
    const row = API_FACTS[field as keyof ApiFacts];
    return !isGroup(row) && Object.hasOwn(RANKS, row.kind);
}

/** The apps in ascending order of the field, equal ones in that of their ids. */
export function sortApps(apps: readonly WireApp[], field: SortField): WireApp[] {
    const rank = RANKS[API_FACTS[field].kind];
    return apps
        .map((app) => ({ app, rank: rank(app[field]) }))
        .sort((a, b) => compare(a.rank, b.rank) || compare(a.app.id, b.app.id))
        .map(({ app }) => app);
}

function compare(a: Rank, b: Rank): number {
    if (a === b) return 0;
    return a < b ? -1 : 1;
}

// Instants in UTC sort as texts once they have equally many digits, and Date would drop all but three.
function instantRank(instant: string | null): string {
    const [seconds = "", fraction = ""] = (instant ?? "").replace("Z", "").split(".");
    return `${seconds}.${fraction.padEnd(9, "0")}`;
}
