import * as pulumi from "@pulumi/pulumi";
import { showValue, toAppRecord, versionTag, type AppRecord } from "bytenite-core/model";
import type { AppStatus } from "bytenite-core/client/client";
import { selectApps, type AppQuery } from "bytenite-core/client";
import { clock } from "./session/clock";
import { connectLater } from "./session/connection";
import {
    ANY_TEXT,
    ANYTHING,
    checkArguments,
    TEXT,
    TRUE_OR_FALSE,
    type Arguments,
} from "./session/givenArguments";
import { refuseSettingsAmongOptions } from "./session/givenSettings";
import { isMapping } from "./session/mapping";
import { ofCall, type LookUpName } from "./session/lookUpName";
import { programReport } from "./session/lookUpReport";
import { standInWarning } from "./session/standIn";
import type { RegistryCredentials } from "bytenite-core/client";
import type { Settings } from "bytenite-core/client";
import { getAppWithStatus, type StatusRequirement } from "bytenite-core/client";

/** Options of every data source. */
export interface DataSourceOptions {
    /** How to reach ByteNite, in place of what the stack's configuration says. */
    settings?: Settings;
}

/** Arguments of `getApp`. */
export interface GetAppArgs extends StatusRequirement {
    /** name, name@major or name@major.minor */
    tag: string;
    /** Whether to read the credentials of the app's container registry as well. @default false */
    includeRegistryCredentials?: boolean;
}

/** What `getApp` gives. */
export interface GetAppResult extends AppRecord {
    /** Secret: Pulumi encrypts it wherever it goes. Only where `includeRegistryCredentials` asks for it. */
    registryCredentials?: pulumi.Output<RegistryCredentials>;
}

/** Arguments of `getAppStatus`. */
export interface GetAppStatusArgs {
    /** name, name@major or name@major.minor */
    tag: string;
}

/** Arguments of `getApps`. Without any: all the caller's apps. */
export type GetAppsArgs = AppQuery;

const GET_APP = {
    tag: ANYTHING,
    requireStatus: ANY_TEXT,
    waitFor: ANYTHING,
    includeRegistryCredentials: TRUE_OR_FALSE,
};
const GET_APP_STATUS = { tag: ANYTHING };
// "" is what an app has that states none: one may ask for it, but for no such name and GPU.
const GET_APPS = {
    name: TEXT,
    gpu: TEXT,
    owner: ANY_TEXT,
    userName: ANY_TEXT,
    status: ANY_TEXT,
    isPublic: TRUE_OR_FALSE,
    orderBy: ANYTHING,
    limit: ANYTHING,
};

type InputsOf<Args> = { [Name in keyof Args]: pulumi.Input<Args[Name]> };

/**
 * The app that a tag names.
 * @throws LookUpError, with code NOT_FOUND where no app has the tag
 */
export function getApp(args: GetAppArgs, opts?: DataSourceOptions): Promise<GetAppResult> {
    return lookUpApp(args, opts);
}

function lookUpApp(
    args: GetAppArgs,
    opts?: DataSourceOptions,
    connect = connectLater(opts?.settings),
): Promise<GetAppResult> {
    return lookUp(called("getApp", args), async () => {
        checkCall("getApp", args, GET_APP, opts);
        const { apps } = connect();
        const record = toAppRecord(args.tag, await getAppWithStatus(apps, args.tag, args, clock));
        if (!args.includeRegistryCredentials) return record;
        const credentials = await apps.getRegistryCredentials(args.tag);
        return { ...record, registryCredentials: pulumi.secret(credentials) };
    });
}

/** `getApp` for arguments that may be outputs. */
export function getAppOutput(
    args: InputsOf<GetAppArgs>,
    opts?: DataSourceOptions,
): pulumi.Output<GetAppResult> {
    const connect = connectLater(opts?.settings);
    return pulumi.output(args).apply((known) => lookUpApp(known as GetAppArgs, opts, connect));
}

/**
 * Every app that fits, one for each (name, version), ordered by `orderBy`, else by name and version.
 * Each record's tag is `name@version`. None: an empty list.
 * @throws LookUpError
 */
export function getApps(args: GetAppsArgs = {}, opts?: DataSourceOptions): Promise<AppRecord[]> {
    return lookUpApps(args, opts);
}

function lookUpApps(
    args: GetAppsArgs,
    opts?: DataSourceOptions,
    connect = connectLater(opts?.settings),
): Promise<AppRecord[]> {
    return lookUp(called("getApps"), async () => {
        checkCall("getApps", args, GET_APPS, opts);
        const { query, select } = selectApps(args);
        const { apps } = connect();
        const selected = select(await apps.getApps(query));
        const warning = standInWarning("getApps()", apps);
        if (warning !== undefined) void pulumi.log.warn(warning);
        return selected.map((app) => toAppRecord(versionTag(app), app));
    });
}

/** `getApps` for arguments that may be outputs. */
export function getAppsOutput(
    args: InputsOf<GetAppsArgs> = {},
    opts?: DataSourceOptions,
): pulumi.Output<AppRecord[]> {
    const connect = connectLater(opts?.settings);
    return pulumi.output(args).apply((known) => lookUpApps(known as GetAppsArgs, opts, connect));
}

/**
 * The state of the app that a tag names.
 * @throws LookUpError, with code NOT_FOUND where no app has the tag
 */
export function getAppStatus(args: GetAppStatusArgs, opts?: DataSourceOptions): Promise<AppStatus> {
    return lookUpStatus(args, opts);
}

function lookUpStatus(
    args: GetAppStatusArgs,
    opts?: DataSourceOptions,
    connect = connectLater(opts?.settings),
): Promise<AppStatus> {
    return lookUp(called("getAppStatus", args), async () => {
        checkCall("getAppStatus", args, GET_APP_STATUS, opts);
        return connect().apps.getAppStatus(args.tag);
    });
}

/** `getAppStatus` for arguments that may be outputs. */
export function getAppStatusOutput(
    args: InputsOf<GetAppStatusArgs>,
    opts?: DataSourceOptions,
): pulumi.Output<AppStatus> {
    const connect = connectLater(opts?.settings);
    return pulumi
        .output(args)
        .apply((known) => lookUpStatus(known as GetAppStatusArgs, opts, connect));
}

/** The SDK waits for what the program registers, but not for a promise that the program drops. */
async function lookUp<Result>(name: LookUpName, work: () => Promise<Result>): Promise<Result> {
    const settle = pulumi.runtime.rpcKeepAlive();
    try {
        return await programReport().run(name, work);
    } finally {
        // A turn later, so that a rejection that nobody handles is told within the deployment.
        setImmediate(settle);
    }
}

/** @throws InvalidArgumentError */
function checkCall(dataSource: string, args: unknown, known: Arguments, opts: unknown): void {
    checkArguments(args, known, dataSource);
    refuseSettingsAmongOptions(opts);
}

/** @param args what JavaScript gives, which may be anything */
function called(dataSource: string, args?: unknown): LookUpName {
    return ofCall(`${dataSource}(${isMapping(args) ? showValue(args.tag) : ""})`);
}
