import { resolve } from "node:path";
import { showStack } from "../../rulesFile/stackPattern";
import type { Door } from "../door";
import { readInput } from "../input";
import { readState } from "./state";

/** The state of a stack. */
export const door: Door = {
    option: "state <file>",
    description:
        "what `pulumi stack export --show-secrets` or `pulumi stack output --json --show-secrets` wrote; - is standard input",
    open: async ([file = "-"], { folder, tell }) => {
        const isFile = file !== "-";
        if (!isFile && process.stdin.isTTY) {
            tell(
                "Waits for a state on standard input. Give one, pulumi stack export --show-secrets | bytenite-policies check, or say where else the apps are: see --help",
            );
        }
        const { text, shownAs } = await readInput(isFile ? resolve(folder, file) : undefined, file);
        const { stack, declared, outputs } = readState(text, shownAs);
        const apps = [...declared, ...outputs];
        return stack
            ? { subject: `The stack ${showStack(stack)}`, stack, apps }
            : { subject: "A stack whose name is not known", apps };
    },
};
