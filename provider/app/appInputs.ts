import { showText, toAppRecord, type AppFacts } from "bytenite-core/model";
import { clock } from "../session/clock";
import { connect } from "../session/connection";
import { reportLookUp } from "../session/lookUpReport";
import { requireProvider } from "./providerInstalled";
import type { Settings } from "bytenite-core/client";
import { getAppWithStatus, type StatusRequirement } from "bytenite-core/client";

/** The commands that need no program also work where it has an App that nobody can look up any more. */
const IF_GONE_FOR_GOOD =
    'If the app is gone for good, take this App out of the program. "pulumi refresh" and "pulumi destroy" without --run-program do not look it up.';

/** The facts of an app as properties of a resource, where `id` is Pulumi's. */
export interface AppProperties extends Omit<AppFacts, "id"> {
    appId: string;
}

/** The properties of an `App` in the state. */
export interface AppOutputs extends AppProperties {
    tag: string;
    endpoint: string;
}

/** The inputs of an `App`, as `check` leaves them. */
export interface AppInputs extends AppOutputs {
    requireStatus?: string;
    /**
     * What ByteNite says now, of each fact that is kept from changing: by `ignoreChanges`, or by a transform.
     * false: nobody can tell. Absent: the facts are what ByteNite says. Policies judge by it.
     */
    lookedUp?: Partial<AppProperties> | false;
}

/** The inputs of an `App`, as the program gives them: with what was looked up in one piece, to compare. */
export interface AppProgramInputs extends AppOutputs {
    requireStatus?: string;
    lookedUp?: AppProperties & { tag: string };
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

/**
 * Looks the app of a resource up.
 * @throws LookUpError
 */
export async function lookUpApp(
    resource: string,
    tag: string,
    requirement: StatusRequirement,
    settings: Settings | undefined,
): Promise<AppOutputs> {
    const name = {
        caller: `App ${showText(resource)}`,
        isPrefix: true,
        advice: { NOT_FOUND: IF_GONE_FOR_GOOD },
    };
    return reportLookUp(
        name,
        async () => {
            requireProvider(process.cwd());
            const { endpoint, apps } = connect(settings);
            const facts = await getAppWithStatus(apps, tag, requirement, clock);
            return { tag, endpoint, ...toAppProperties(facts) };
        },
        ({ appId: id, ...properties }) => toAppRecord(tag, { id, ...properties }),
    );
}

/** The facts under the names that the resource gives them. */
export function toAppProperties({ id, ...facts }: AppFacts): AppProperties {
    return { appId: id, ...facts };
}
