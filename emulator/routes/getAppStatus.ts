import { findApp } from "./findApp";
import type { Operation } from "./operation";

/**
 * GET /apps/{appTag}/status. The generic answer is documented, its `error: null` observed. That the
 * status word stands in `message` is an invention: ByteNite's page doesn't say where it is.
 */
export const getAppStatus: Operation = {
    name: "getAppStatus",
    method: "GET",
    path: "/dev/apps/:appTag/status",
    needsToken: true,
    answer: ({ tag, requestId }, { catalogue }) => ({
        ok: true,
        requestId,
        message: findApp(catalogue(), tag).status,
        error: null,
    }),
};
