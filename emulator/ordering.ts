import type { WireApp } from "./catalogue/wireApp";
import { versionRank } from "./tags";

/** A field by which apps can be sorted: every one that is a single value. Inferred from "a field name". */
export type SortField = Exclude<keyof WireApp, "deviceRequirements" | "platformConfig">;

type Rank = (app: WireApp) => string | bigint;

const ranks: Record<SortField, Rank> = {
    id: (app) => app.id,
    name: (app) => app.name,
    version: (app) => versionRank(app.version),
    owner: (app) => app.owner,
    status: (app) => app.status,
    isPublic: (app) => (app.isPublic ? "1" : "0"),
    createdAt: (app) => instantRank(app.createdAt),
    updatedAt: (app) => instantRank(app.updatedAt),
    platform: (app) => app.platform,
    hash: (app) => app.hash,
    link: (app) => app.link,
    entrypoint: (app) => app.entrypoint,
    revision: (app) => BigInt(app.revision),
    description: (app) => app.description,
    userName: (app) => app.userName,
};

export function isSortField(field: string): field is SortField {
    return Object.hasOwn(ranks, field);
}

/** The apps in ascending order of the field, equal ones in that of their ids. */
export function sortApps(apps: readonly WireApp[], field: SortField): WireApp[] {
    const rank = ranks[field];
    return apps
        .map((app) => ({ app, rank: rank(app) }))
        .sort((a, b) => compare(a.rank, b.rank) || compare(a.app.id, b.app.id))
        .map(({ app }) => app);
}

function compare<T extends string | bigint>(a: T, b: T): number {
    if (a === b) return 0;
    return a < b ? -1 : 1;
}

// Instants in UTC sort as texts once they have equally many digits, and Date would drop all but three.
function instantRank(instant: string | null): string {
    const [seconds = "", fraction = ""] = (instant ?? "").replace("Z", "").split(".");
    return `${seconds}.${fraction.padEnd(9, "0")}`;
}
