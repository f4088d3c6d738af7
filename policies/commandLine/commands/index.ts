import type { AddCommand } from "../command";
import { addCommand as baseline } from "./baseline";
import { addCommand as check } from "./check";
import { addCommand as gpus } from "./gpus";
import { addCommand as rules } from "./rules";
import { addCommand as snapshot } from "./snapshot";

/** Every command, in the order in which help lists them. */
export const commands: readonly AddCommand[] = [check, rules, baseline, gpus, snapshot];
