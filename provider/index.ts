export { App, AppForPolicies, type AppArgs, type AppOptions, type RecordOptions } from "./app/app";
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
export { AppSelection } from "./selection/appSelection";
export type { AppSelectionArgs, OnChange } from "./selection/selectionArgs";
export type { ExpectedCount } from "./selection/selectionErrors";
export { totalsOf, type Totals } from "./selection/totals";
export { readApp, type ReadAppOptions } from "./otherStacks/readApp";
export type { ErrorCode } from "./session/errorCode";
export { checkLookUps, type LookUpCheck, type Refusal } from "./session/lookUpChecks";
export { LookUpError } from "./session/lookUpError";
export type { AppStatus } from "bytenite-core/client/client";
export type { RegistryCredentials } from "bytenite-core/client";
export type { StatusRequirement } from "bytenite-core/client";
export type { Settings } from "bytenite-core/client";
export type { AppFacts, AppRecord, DeviceRequirements, PlatformConfig } from "bytenite-core/model";
