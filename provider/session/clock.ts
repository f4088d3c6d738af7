import { log } from "@pulumi/pulumi";
import { realClock } from "bytenite-core/client";

/** What a look-up that waits for a status passes the time by. */
export const clock = realClock(
    // Replaces what was told before, in a terminal; a log has each line.
    (message) => void log.info(message, undefined, undefined, true),
);
