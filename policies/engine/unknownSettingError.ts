import { showText, withCode } from "bytenite-core/model";
import type { PolicyCode } from "../contract/errorCodes";

/** A setting that a rule doesn't have. It ends the run whatever the rule's level: a misspelt limit must not pass. */
export class UnknownSettingError extends Error {
    readonly code: PolicyCode = "SETTING_UNKNOWN";

    constructor(rule: string, unknown: string, known: string[]) {
        super(
            `The policy pack's configuration gives ${rule} the setting ${showText(unknown)}, which it doesn't have. ` +
                `Its settings are ${[...known, "enforcementLevel"].join(", ")}.`,
        );
        // The SDK prints the stack in place of the message.
        this.stack = withCode(this.message, this.code);
    }
}
