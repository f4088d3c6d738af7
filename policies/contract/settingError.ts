import { withCode } from "bytenite-core/model";
import type { PolicyCode } from "./errorCodes";

/** A setting that no rule can judge by. It ends the run whatever the rule's level: such a rule must not pass. */
export class SettingError extends Error {
    readonly code: PolicyCode = "SETTING_INVALID";

    /** @param problem what the setting is instead: the end of a sentence without a full stop */
    constructor(rule: string, setting: string, problem: string) {
        super(`The setting ${setting} of ${rule} is ${problem}`);
        // The SDK prints the stack in place of the message.
        this.stack = withCode(this.message, this.code);
    }
}
