import type { components } from "./api.generated";

/** An app as ByteNite sends it. Every field may be missing. Source: schema appApp. */
export type ApiApp = components["schemas"]["appApp"];
/** Source: schema commonDeviceRequirements. */
export type ApiDeviceRequirements = components["schemas"]["commonDeviceRequirements"];
/** Source: schema commonPlatformConfig. */
export type ApiPlatformConfig = components["schemas"]["commonPlatformConfig"];
/** The answer to GET /apps. */
export type ApiAppListResponse = components["schemas"]["developerAppListResponse"];
/** The answer to GET /apps/{appTag}. */
export type ApiAppResponse = components["schemas"]["developerAppResponse"];
/** The answer to GET /apps/{appTag}/status, and one of the two shapes of an error's body. */
export type ApiGenericResponse = components["schemas"]["commonGenericResponse"];
/** The other shape of an error's body. */
export type ApiRpcStatus = components["schemas"]["rpcStatus"];
/** The answer to POST /auth/access_token. */
export type ApiAccessTokenResponse = components["schemas"]["authAccessTokenResponse"];
