import type { AddCommand } from "../command";
import { addCommand as baseline } from "./baseline";
import { addCommand as check } from "./check";
import { addCommand as diff } from "./diff";
import { addCommand as explain } from "./explain";
import { addCommand as gpus } from "./gpus";
import { addCommand as init } from "./init";
import { addCommand as rules } from "./rules";
import { addCommand as snapshot } from "./snapshot";
import { addCommand as test } from "./test";
import { addCommand as uncovered } from "./uncovered";
import { addCommand as validate } from "./validate";
import { addCommand as waivers } from "./waivers";

/** Every command, in the order in which help lists them. */
export const commands: readonly AddCommand[] = [
    check,
    explain,
    rules,
    validate,
    test,
    waivers,
    diff,
    init,
    baseline,
    snapshot,
    uncovered,
    gpus,
];
