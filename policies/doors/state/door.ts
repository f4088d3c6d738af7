import { showStack } from "../../rulesFile/stackPattern";
import type { Door } from "../door";
import { readInput } from "../input";
import { readState } from "./state";

/** The state of a stack. */
export const door: Door = {
    option: "state <file>",
    description: "what `pulumi stack export --show-secrets` wrote; - is standard input",
    open: async ([path]) => {
        const { text, shownAs } = await readInput(path);
        const { stack, apps } = readState(text, shownAs);
        return { subject: `The stack ${showStack(stack)}`, stack, apps };
    },
};
