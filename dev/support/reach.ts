import { setTimeout as wait } from "node:timers/promises";
import type { RunningCommand } from "./stack";

const PAUSE_MS = 50;

/** Waits until the command is where it is wanted, and fails if it ends before. */
export async function reach({ result }: RunningCommand, isThere: () => boolean): Promise<void> {
    let end: object | undefined;
    void result.then(
        (ended) => (end = ended),
        ({ message }: Error) => (end = { message }),
    );
    while (!isThere()) {
        if (end) throw new Error(`The command ended too early: ${JSON.stringify(end)}`);
        await wait(PAUSE_MS);
    }
}
