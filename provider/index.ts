export { App, AppForPolicies, type AppArgs, type AppOptions, type RecordOptions } from "./app";
export {
    getApp,
    getAppOutput,
    getApps,
    getAppsOutput,
    getAppStatus,
    getAppStatusOutput,
    type DataSourceOptions,
    type GetAppArgs,
    type GetAppResult,
    type GetAppsArgs,
    type GetAppStatusArgs,
} from "./dataSources";
export { readApp, type ReadAppOptions } from "./readApp";
export { LookUpError } from "./lookUpError";
export type { AppStatus } from "./client/client";
export type { RegistryCredentials } from "./client/parse";
export type { StatusRequirement } from "./statusGate";
export type { ErrorCode } from "./client/errors";
export type { Settings } from "./settings";
export type { AppFacts, AppRecord, DeviceRequirements, PlatformConfig } from "bytenite-model";
