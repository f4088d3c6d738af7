export { compareApps } from "./compareApps";
export * from "./errors";
export { OfflineReader, resolveLock, withLock } from "./lockFile";
export { selectApps, type AppSelection } from "./selection";
export { resolveSettings, type Settings } from "./settings/settings";
export type { SettingSources } from "./settings/settingSources";
export { getAppWithStatus, realClock, type Clock, type StatusRequirement } from "./statusGate";
export type { AppReader, AppStatus, ListQuery } from "./client";
export type { RegistryCredentials } from "./answers/parse";
