import { gpuAllowed } from "./gpu-allowed/rule";
import { memoryMinimum } from "./memory-minimum/rule";
import type { Rule } from "./rule";

/** Every rule, ordered by name. */
export const rules: readonly Rule[] = [gpuAllowed, memoryMinimum];
