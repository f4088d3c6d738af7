/** The operations that the emulator knows, by the names that faults and the request log use. */
export type OperationName = "getApps" | "getAppByTag" | "getAppStatus" | "requestAccessToken";
