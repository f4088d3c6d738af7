import type { AppRecord } from "bytenite-core/model";
import type { EnforceOptions, Refusal } from "./contract";
import type * as Enforce from "./enforce";

export type { EnforceOptions, Refusal } from "./contract";

/** What `enforceRules` needs of pulumi-bytenite: the whole module has it. */
export interface LookUps {
    checkLookUps: (check: (apps: readonly AppRecord[]) => readonly Refusal[]) => void;
}

/**
 * Enforces the organisation's rules in the program itself, also where nobody gives Pulumi the policy pack: each
 * `App` and each member of an `AppSelection` is judged when it is looked up, by the same rules file, rules, waivers and baseline. What a mandatory
 * rule finds ends the deployment, as a failed look-up does; what an advisory one finds is a warning.
 *
 * Call it before the first `App` or `AppSelection`, with the module whose apps are judged:
 * `import * as bytenite from "pulumi-bytenite"; enforceRules(bytenite);`
 *
 * @throws DocumentError where there is no rules file, and with every problem of it
 */
export function enforceRules(lookUps: LookUps, options: EnforceOptions = {}): void {
    // Only a program that enforces rules loads them.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { checkOf } = require("./enforce") as typeof Enforce;
    lookUps.checkLookUps(checkOf(options));
}
