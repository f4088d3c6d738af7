import * as pulumi from "@pulumi/pulumi";
import {
    toAppRecord,
    type AppRecord,
    type DeviceRequirements,
    type PlatformConfig,
} from "bytenite-core/model";
import type { Settings } from "bytenite-core/client";
import { connect } from "../session/connection";
import { ofResource } from "../session/lookUpName";
import { programReport } from "../session/lookUpReport";
import { requireProvider } from "../session/providerInstalled";
import { FACT_NAMES, type AppInputs, type AppOutputs } from "./appInputs";
import { lookUp } from "./lookUp";

/** What an `App` is made from. */
export interface AppArgs {
    /** name, name@major or name@major.minor. A change replaces the resource. */
    tag: pulumi.Input<string>;
    /** The status that the app must have, for example "active". Anything else fails the preview. @default any */
    requireStatus?: pulumi.Input<string>;
    /** Seconds to wait, at most, for the app to get the status that is required: 0 to 3600. @default 0 */
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

type OutputsOf<Properties> = { [Name in keyof Properties]: pulumi.Output<Properties[Name]> };

/**
 * What the state stores as the resource's provider: a contract with every state that was ever
 * written. It must never change.
 */
export const SERIALIZED_PROVIDER =
    'exports.handler = () => require("pulumi-bytenite/appProvider");';

/**
 * An app of ByteNite's, found by its tag. Reads only: creating one adopts an app that exists, and
 * deleting one leaves ByteNite as it is.
 *
 * The app is looked up while the program runs, and what is found goes in as the resource's inputs.
 * So policies judge the live app in the first preview, and a later preview shows what has changed.
 */
export class App extends pulumi.CustomResource implements OutputsOf<AppOutputs> {
    /** What `validateResourceOfType` matches resources by. */
    static readonly __pulumiType = APP_RESOURCE_TYPE;

    /** name, name@major or name@major.minor, as given. */
    declare readonly tag: pulumi.Output<string>;
    /** The status that the app must have. */
    declare readonly requireStatus: pulumi.Output<string | undefined>;
    /** Base URL of the API that the app was read from. */
    declare readonly endpoint: pulumi.Output<string>;
    /** UUID of this version of the app. ByteNite calls it `id`, which is Pulumi's name for the tag. Source: appApp.id. */
    declare readonly appId: pulumi.Output<string>;
    /** Name of the app: letters, digits, dash and underscore. Source: appApp.name. */
    declare readonly name: pulumi.Output<string>;
    /** major.minor. Source: appApp.version. */
    declare readonly version: pulumi.Output<string>;
    /** UUID of the user who owns the app. Source: appApp.owner. */
    declare readonly owner: pulumi.Output<string>;
    /** Name of the user who owns the app. Source: appApp.userName. */
    declare readonly userName: pulumi.Output<string>;
    /** active or inactive; ByteNite keeps the list open. Only an active app takes jobs. Source: appApp.status. */
    declare readonly status: pulumi.Output<string>;
    /** What a machine must have at least: vCPUs, GB of RAM, GPU models. Source: commonDeviceRequirements. */
    declare readonly deviceRequirements: pulumi.Output<DeviceRequirements>;
    /** Whether other users can see the app. Source: appApp.isPublic. */
    declare readonly isPublic: pulumi.Output<boolean>;
    /** When the app was created: RFC 3339, UTC. Source: appApp.createdAt. */
    declare readonly createdAt: pulumi.Output<string>;
    /** When the app was last changed: RFC 3339, UTC. Source: appApp.updatedAt. */
    declare readonly updatedAt: pulumi.Output<string>;
    /** docker is the only documented one. Source: appApp.platform. */
    declare readonly platform: pulumi.Output<string>;
    /** Container image and the names of the secrets that it gets. Source: commonPlatformConfig. */
    declare readonly platformConfig: pulumi.Output<PlatformConfig>;
    /** Whether ByteNite holds credentials of a container registry for the app. They are never read into the stack. */
    declare readonly hasRegistryCredentials: pulumi.Output<boolean>;
    /** SHA-256 of the pushed archive, in base64. Source: appApp.hash. */
    declare readonly hash: pulumi.Output<string>;
    /** Where the app's source archive lies, without a query: a signed link carries a credential there. Source: appApp.link. */
    declare readonly link: pulumi.Output<string>;
    /** The script that a task starts, for example main.py. Source: appApp.entrypoint. */
    declare readonly entrypoint: pulumi.Output<string>;
    /** Counts the pushes of this (name, version): a decimal integer as text, since it may exceed 2^53. Source: appApp.revision. */
    declare readonly revision: pulumi.Output<string>;
    /** Free text of the owner's. Source: appApp.description. */
    declare readonly description: pulumi.Output<string>;

    constructor(name: string, args: AppArgs, opts: AppOptions = {}) {
        const { settings, ...resourceOptions } = opts;
        // The SDK notes where each of its promises was made, a hundred for each App. With ts-node every line of
        // that goes through a source map, which took half of a preview's time.
        const { stackTraceLimit } = Error;
        Error.stackTraceLimit = 0;
        try {
            super(APP_RESOURCE_TYPE, name, toProperties(name, args, settings), resourceOptions);
        } finally {
            Error.stackTraceLimit = stackTraceLimit;
        }
    }

    /** The app's facts as one value, to export for other stacks, which read it with `readApp`. */
    record(options: RecordOptions = {}): pulumi.Output<AppRecord> {
        const facts = Object.fromEntries(FACT_NAMES.map((name) => [name, this[name]]));
        return pulumi.all({ ...facts, tag: this.tag }).apply((known) => {
            const { tag, appId, ...rest } = known as unknown as AppOutputs;
            return {
                ...toAppRecord(tag, { id: appId, ...rest }),
                ...(options.includeReadTime && { readAt: new Date().toISOString() }),
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

function toProperties(name: string, args: AppArgs, settings: Settings | undefined): pulumi.Inputs {
    const found = pulumi
        .all([args.tag, args.requireStatus, args.waitFor])
        .apply(([tag, requireStatus, waitFor]) =>
            lookUp({
                name: ofResource(name),
                report: programReport(),
                tag,
                connect: () => {
                    requireProvider(process.cwd());
                    return connect(settings);
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
                found.apply((inputs) => inputs[key]),
            ]),
        ),
        tag: args.tag,
        requireStatus: args.requireStatus,
        lookedUp: found.apply(({ endpoint: _endpoint, ...facts }) => facts),
        __provider: SERIALIZED_PROVIDER,
    };
}
