import {
    compareTexts,
    compareVersions,
    glob,
    observedGpuVocabulary,
    showValue,
    type ApiApp,
    type AppFacts,
} from "../model";
import type { ListQuery } from "./client";
import { InvalidArgumentError } from "./errors";

/** Which apps, and in what order. What is left out selects everything. */
export interface AppSelection {
    /** true: public apps. false: the others. */
    isPublic?: boolean;
    /** UUID of the owner. */
    owner?: string;
    /** active or inactive. */
    status?: string;
    /** Name of the app, or a glob with * and ?. */
    name?: string;
    /** Apps that list this GPU model, in any known spelling of it, or a glob with * and ?. */
    gpu?: string;
    /** The field to order by, ascending. Without it: by name and version. */
    orderBy?: OrderField;
    /** How many apps at most, from the first. */
    limit?: number;
}

/** The fields that apps can be ordered by. */
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

/**
 * What to ask ByteNite for, and what to do with its answer.
 * @throws InvalidArgumentError
 */
export function selectApps(selection: AppSelection): {
    query: ListQuery;
    select: (apps: AppFacts[]) => AppFacts[];
} {
    const { isPublic, owner, status, name, gpu, orderBy, limit } = selection;
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
    const nameMatches = name === undefined ? () => true : glob(name);
    const gpuMatches = gpu === undefined ? undefined : observedGpuVocabulary.matcher([gpu]);
    const fits = (app: AppFacts): boolean =>
        (isPublic === undefined || app.isPublic === isPublic) &&
        (owner === undefined || app.owner === owner) &&
        (status === undefined || app.status === status) &&
        nameMatches(app.name) &&
        (!gpuMatches || app.deviceRequirements.gpu.some((model) => gpuMatches(model)));
    return {
        query: { ...(isPublic && { isPublic }), ...(orderBy && { orderBy }) },
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
