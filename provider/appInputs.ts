import type { AppFacts } from "bytenite-model";
import { ByteNiteError } from "./client/errors";
import { connect } from "./connection";
import type { Settings } from "./settings";

/** The facts of an app as properties of a resource, where `id` is Pulumi's. */
export interface AppProperties extends Omit<AppFacts, "id"> {
    appId: string;
}

/** The properties of an `App` in the state. */
export interface AppOutputs extends AppProperties {
    tag: string;
    endpoint: string;
}

/** What a look-up adds to the inputs of an `App`: what was found, or why it failed. */
export interface LookedUp extends Partial<AppProperties> {
    endpoint?: string;
    /** A failed look-up is a value: a rejected promise would end the program with a stack trace. */
    lookupFailure?: string;
}

/** The inputs of an `App`, as the engine gives them to `check`. */
export interface AppInputs extends LookedUp {
    tag: string;
    requireStatus?: string;
}

// An object, so that the compiler refuses to forget one.
const factNames: Record<keyof AppProperties, true> = {
    appId: true,
    name: true,
    version: true,
    owner: true,
    userName: true,
    status: true,
    deviceRequirements: true,
    isPublic: true,
    createdAt: true,
    updatedAt: true,
    platform: true,
    platformConfig: true,
    hasRegistryCredentials: true,
    hash: true,
    link: true,
    entrypoint: true,
    revision: true,
    description: true,
};

/** The names of an app's facts as properties of a resource. */
export const FACT_NAMES = Object.keys(factNames) as readonly (keyof AppProperties)[];
/** The names of the inputs that a look-up gives. */
export const LOOKED_UP_NAMES = [
    ...FACT_NAMES,
    "endpoint",
    "lookupFailure",
] as readonly (keyof LookedUp)[];

/** Looks an app up by its tag. Never rejects for a user's mistake: a failure is a value, for `check` to report. */
export async function lookUpApp(tag: string, settings: Settings | undefined): Promise<LookedUp> {
    try {
        const { endpoint, apps } = connect(settings);
        return { endpoint, ...toAppProperties(await apps.getApp(tag)) };
    } catch (error) {
        if (error instanceof ByteNiteError) return { lookupFailure: error.message };
        throw error;
    }
}

/** The facts under the names that the resource gives them. */
export function toAppProperties({ id, ...facts }: AppFacts): AppProperties {
    return { appId: id, ...facts };
}
