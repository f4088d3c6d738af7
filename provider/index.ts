export { App, AppForPolicies, type AppArgs, type AppOptions } from "./app";
export {
    getApp,
    getAppOutput,
    getApps,
    getAppsOutput,
    getAppStatus,
    getAppStatusOutput,
    type DataSourceOptions,
    type GetAppArgs,
    type GetAppsArgs,
    type GetAppStatusArgs,
} from "./dataSources";
export { LookUpError } from "./lookUpError";
export type { AppStatus } from "./client/client";
export type { ErrorCode } from "./client/errors";
export type { Settings } from "./settings";
export type { AppFacts, AppRecord, DeviceRequirements, PlatformConfig } from "bytenite-model";
