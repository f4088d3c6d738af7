import { subscribe } from "node:diagnostics_channel";

/** Source: pulumirpc.ResourceProvider in Pulumi's protocol. */
const CANCEL_PATH = "/pulumirpc.ResourceProvider/Cancel";

let cancellation: AbortController | undefined;

/**
 * Aborts when the engine asks the process of the dynamic providers to stop what it does, as it does on
 * Ctrl-C. The SDK answers that call without telling the providers, and the engine then waits for them:
 * so Node is asked what calls arrive. A Node from before June 2025 does not tell, and then nothing aborts.
 */
export function engineCancellation(): AbortSignal {
    if (!cancellation) {
        const controller = new AbortController();
        cancellation = controller;
        subscribe("http2.server.stream.start", (message) => {
            const { headers } = message as { headers?: Record<string, unknown> };
            if (headers?.[":path"] === CANCEL_PATH) controller.abort();
        });
    }
    return cancellation.signal;
}
