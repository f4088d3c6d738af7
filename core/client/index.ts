export { compareApps } from "./compareApps";
export * from "./errors";
export { DEFAULT_LOCK_FILE, OfflineReader, readLockFile, resolveLock, withLock } from "./lockFile";
export {
    appFilter,
    byVersionTag,
    selectApps,
    type AppFilter,
    type AppQuery,
    type ListQuery,
} from "./selection";
export { plainGuide, type Guide } from "./guide";
export { credentialsFileSource } from "./settings/credentialsFile";
export { environmentSource } from "./settings/environment";
export { guideFrom } from "./settings/guideFrom";
export { readSettings, readTransport } from "./settings/readSettings";
export { SETTING_NAMES, type SettingName, type Settings } from "./settings/settings";
export { find as findSetting, type Source } from "./settings/sources";
export { getAppWithStatus, realClock, type Clock, type StatusRequirement } from "./statusGate";
export type { AppReader, AppStatus } from "./client";
export type { RegistryCredentials } from "./answers/parse";
