import {
    compareTexts,
    compareVersions,
    glob,
    observedGpuVocabulary,
    showText,
    showValue,
    versionTag,
    type ApiApp,
    type AppFacts,
} from "../model";
import { InvalidArgumentError, InvalidResponseError } from "./errors";

/** What ByteNite filters and orders by itself. */
export interface ListQuery {
    /** Public apps only. */
    isPublic?: true;
    /** A field of the API's app object, for example createdAt. */
    orderBy?: string;
}

/** Which apps. What is left out selects everything. */
export interface AppFilter {
    /** true: public apps. false: the others. */
    isPublic?: boolean;
    /** UUID of the owner. */
    owner?: string;
    /** Name of the user who owns the app. */
    userName?: string;
    /** active or inactive. */
    status?: string;
    /** Name of the app, or a glob with * and ?. */
    name?: string;
    /** Apps that list this GPU model, in any known spelling of it, or a glob with * and ?. */
    gpu?: string;
}

/** Which apps, in what order, and how many. */
export interface AppQuery extends AppFilter {
    /** The field to order by, ascending. Without it: by name and version. */
    orderBy?: OrderField;
    /** How many apps at most, from the first. */
    limit?: number;
}

/** A field that apps can be ordered by. */
type OrderField = keyof typeof ORDER_FIELDS;

/** "…50.1Z" comes after "…50Z", which is what their texts without the Z say. */
const compareInstants = (left: string, right: string): number =>
    compareTexts(left.replace("Z", ""), right.replace("Z", ""));

const ORDER_FIELDS = {
    name: compareTexts,
    version: compareVersions,
    owner: compareTexts,
    userName: compareTexts,
    status: compareTexts,
    createdAt: compareInstants,
    updatedAt: compareInstants,
    id: compareTexts,
} satisfies { [Name in keyof ApiApp]?: (left: string, right: string) => number };

/** What ByteNite filters by itself. */
export function listQuery({ isPublic }: AppFilter): ListQuery {
    return isPublic ? { isPublic } : {};
}

/** Whether an app is one of those that a filter is for. */
export function appFilter(filter: AppFilter): (app: AppFacts) => boolean {
    const { isPublic, owner, userName, status, name, gpu } = filter;
    const nameMatches = name === undefined ? () => true : glob(name);
    const gpuMatches = gpu === undefined ? undefined : observedGpuVocabulary.matcher([gpu]);
    return (app) =>
        (isPublic === undefined || app.isPublic === isPublic) &&
        (owner === undefined || app.owner === owner) &&
        (userName === undefined || app.userName === userName) &&
        (status === undefined || app.status === status) &&
        nameMatches(app.name) &&
        (!gpuMatches || app.deviceRequirements.gpu.some((model) => gpuMatches(model)));
}

/**
 * The apps of a list by name@version, which is how they are told apart.
 *
 * @param known apps that have their tag already
 * @throws InvalidResponseError where two have the same
 */
export function byVersionTag(
    apps: readonly AppFacts[],
    known: Iterable<readonly [tag: string, app: AppFacts]> = [],
): Map<string, AppFacts> {
    const found = new Map(known);
    for (const app of apps) {
        const tag = versionTag(app);
        if (found.has(tag)) {
            throw new InvalidResponseError(
                `The list of apps has two that are ${showText(tag)}, so that nobody knows which of them is meant.`,
            );
        }
        found.set(tag, app);
    }
    return found;
}

/**
 * What to ask ByteNite for, and what to do with its answer.
 * @throws InvalidArgumentError
 */
export function selectApps(selection: AppQuery): {
    query: ListQuery;
    select: (apps: AppFacts[]) => AppFacts[];
} {
    const { orderBy, limit } = selection;
    if (limit !== undefined && !(Number.isInteger(limit) && limit >= 0)) {
        throw new InvalidArgumentError(
            `getApps: limit must be an integer from 0, but is ${showValue(limit)}.`,
        );
    }
    if (orderBy !== undefined && !Object.hasOwn(ORDER_FIELDS, orderBy)) {
        throw new InvalidArgumentError(
            `getApps: orderBy must be one of ${Object.keys(ORDER_FIELDS).join(", ")}, but is ${showValue(orderBy)}.`,
        );
    }
    const fits = appFilter(selection);
    return {
        query: { ...listQuery(selection), ...(orderBy && { orderBy }) },
        select: (apps) => {
            const selected = apps.filter(fits);
            // In which direction ByteNite orders, and what breaks a tie, is not documented.
            if (orderBy) {
                const compare = ORDER_FIELDS[orderBy];
                selected.sort((a, b) => compare(a[orderBy], b[orderBy]));
            }
            return selected.slice(0, limit);
        },
    };
}
