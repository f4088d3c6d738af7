import { getAppByTag } from "./getAppByTag";
import { getApps } from "./getApps";
import { getAppStatus } from "./getAppStatus";
import type { Operation } from "./operation";
import { requestAccessToken } from "./requestAccessToken";

/** All that the emulator can do. */
export const operations: readonly Operation[] = [
    getApps,
    getAppByTag,
    getAppStatus,
    requestAccessToken,
];
