import type { Emulator } from "bytenite-emulator";
import type { Stack } from "../../support/stack";
import type { CommandSample, Operation } from "../measurements";
import { watchProcesses } from "./processes";

const MS_PER_SECOND = 1000;

/**
 * Runs a command of Pulumi's.
 * @throws Error with the command's output if it fails
 */
export async function measureCommand(
    stack: Stack,
    operation: Operation,
    options: readonly string[],
    emulator: Emulator,
): Promise<CommandSample> {
    emulator.clearRequests();
    const connections = emulator.connections;
    const stopWatching = watchProcesses();
    const start = performance.now();
    try {
        await stack.succeed(operation, ...options);
    } finally {
        stopWatching();
    }
    const seconds = (performance.now() - start) / MS_PER_SECOND;
    const tokenExchanges = emulator.countRequests("requestAccessToken");
    return {
        seconds,
        ...stopWatching(),
        requests: emulator.countRequests() - tokenExchanges,
        tokenExchanges,
        connections: emulator.connections - connections,
    };
}
