import * as pulumi from "@pulumi/pulumi";
import type { AppRecord } from "bytenite-core/model";
import type { Settings } from "bytenite-core/client";
import { connectLater, type Connection } from "../session/connection";
import { ANY_TEXT, ANYTHING, checkArguments } from "../session/givenArguments";
import { givenOptions, refuseSettingsAmongOptions } from "../session/givenSettings";
import { ofResource } from "../session/lookUpName";
import { programReport } from "../session/lookUpReport";
import { isMapping } from "../session/mapping";
import { requireProvider } from "../session/providerInstalled";
import { refuseReadById } from "../session/readById";
import { readTime } from "../session/standIn";
import { refuseRecordOptions } from "../session/recordOptions";
import { FACT_NAMES, toRecord, type AppInputs, type AppOutputs } from "./appInputs";
import { lookUp } from "./lookUp";

/** What an `App` is made from. */
export interface AppArgs {
    /** name, name@major or name@major.minor. A change replaces the resource. */
    tag: pulumi.Input<string>;
    /** The status that the app must have, for example "active". Anything else fails the preview. @default any */
    requireStatus?: pulumi.Input<string>;
    /** Seconds to wait, at most, for the app to get the status that is required: 0 to 3600. Refused without `requireStatus`. @default 0 */
    waitFor?: pulumi.Input<number>;
}

/** Pulumi's options, and how to reach ByteNite. */
export interface AppOptions extends pulumi.CustomResourceOptions {
    /**
     * Goes before the stack configuration, the environment and the credentials file. `pulumi refresh`
     * does not run the program and so does not see it.
     */
    settings?: Settings;
}

/** What goes into a record besides the facts. */
export interface RecordOptions {
    /**
     * Whether the record says when it was read, for `readApp` with `maxAge`. The output then changes with
     * every deployment. @default false
     */
    includeReadTime?: boolean;
}

/** Pulumi's name of the resource's type: what states have, and what policies match. */
export const APP_RESOURCE_TYPE = "pulumi-nodejs:dynamic/bytenite:App";

const ARGUMENTS = { tag: ANYTHING, requireStatus: ANY_TEXT, waitFor: ANYTHING };

type OutputsOf<Properties> = {
    readonly [Name in keyof Properties]: pulumi.Output<Properties[Name]>;
};

/**
 * What the state stores as the resource's provider: a contract with every state that was ever
 * written. It must never change.
 */
export const SERIALIZED_PROVIDER =
    'exports.handler = () => require("pulumi-bytenite/appProvider");';

/** What was looked up, as outputs: the SDK sets them from the properties. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type -- the table of facts says which
export interface App extends OutputsOf<AppOutputs> {}

/**
 * An app of ByteNite's, found by its tag. Reads only: creating one adopts an app that exists, and
 * deleting one leaves ByteNite as it is.
 *
 * The app is looked up while the program runs, and what is found goes in as the resource's inputs.
 * So policies judge the live app in the first preview, and a later preview shows what has changed.
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- see above
export class App extends pulumi.CustomResource {
    /** What `validateResourceOfType` matches resources by. */
    static readonly __pulumiType = APP_RESOURCE_TYPE;

    /** The status that the app must have. */
    declare readonly requireStatus: pulumi.Output<string | undefined>;

    // Not a property, which would be an output of a stack that exports the resource.
    readonly #connect: () => Connection;

    constructor(name: string, args: AppArgs, opts: AppOptions = {}) {
        const { settings, ...resourceOptions } = givenOptions(opts);
        const connect = connectLater(settings);
        // The SDK notes where each of its promises was made, a hundred for each App. With ts-node every line of
        // that goes through a source map, which took half of a preview's time.
        const { stackTraceLimit } = Error;
        Error.stackTraceLimit = 0;
        try {
            const properties = toProperties(name, args, opts, connect);
            super(APP_RESOURCE_TYPE, name, properties, resourceOptions);
        } finally {
            Error.stackTraceLimit = stackTraceLimit;
        }
        this.#connect = connect;
        // For policies, which see the inputs. No state has it among the outputs, so that a stack that exports the
        // resource would have it as changed in each preview.
        delete (this as { lookedUp?: unknown }).lookedUp;
    }

    /** The app's facts as one value, to export for other stacks, which read it with `readApp`. */
    record(options: RecordOptions = {}): pulumi.Output<AppRecord> {
        const facts = Object.fromEntries(FACT_NAMES.map((name) => [name, this[name]]));
        return pulumi.all({ ...facts, tag: this.tag }).apply((known) => {
            refuseRecordOptions(options);
            return {
                ...toRecord(known as unknown as AppOutputs),
                ...(options.includeReadTime && readTime(this.#connect)),
            };
        });
    }

    /** The app that a tag names: an ordinary resource, so that policies judge it too. */
    static get(name: string, tag: pulumi.Input<string>, opts?: AppOptions): App {
        return new App(name, { tag }, opts);
    }
}

/**
 * `App` as policies see it, for `validateResourceOfType(AppForPolicies, …)`: the SDK takes the type of a
 * policy's properties from the constructor's arguments, and what is looked up is not among those of `App`.
 */
export const AppForPolicies = App as unknown as (new (name: string, args: AppInputs) => App) & {
    readonly __pulumiType: string;
};

function toProperties(
    name: string,
    args: AppArgs,
    opts: AppOptions,
    connect: () => Connection,
): pulumi.Inputs {
    // JavaScript lets anything pass, and what is wrong is told with the other failures.
    const given: unknown = args;
    const inputs = isMapping(given) ? args : ({} as AppArgs);
    const found = pulumi
        .all([inputs.tag, inputs.requireStatus, inputs.waitFor])
        .apply(([tag, requireStatus, waitFor]) =>
            lookUp({
                name: ofResource(name),
                report: programReport(),
                tag,
                connect: () => {
                    const known = { tag, requireStatus, waitFor };
                    checkArguments(isMapping(given) ? { ...given, ...known } : given, ARGUMENTS);
                    refuseSettingsAmongOptions(opts);
                    refuseReadById(opts);
                    requireProvider(process.cwd());
                    return connect();
                },
                requirement: {
                    ...(requireStatus !== undefined && { requireStatus }),
                    ...(waitFor !== undefined && { waitFor }),
                },
            }),
        );
    return {
        ...Object.fromEntries(
            [...FACT_NAMES, "endpoint" as const].map((key) => [
                key,
                found.apply((facts) => facts[key]),
            ]),
        ),
        tag: inputs.tag,
        requireStatus: inputs.requireStatus,
        lookedUp: found.apply(({ endpoint: _endpoint, ...facts }) => facts),
        __provider: SERIALIZED_PROVIDER,
    };
}
