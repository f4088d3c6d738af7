import { amount, CPU, multiply } from "../../phrases/requirement";
import type { Problem } from "../../contract/problem";
import { defineAppRule } from "../../contract/rule";
import { changeManifest } from "../../phrases/wording";

interface MemoryPerCpuSettings {
    minimum?: number;
    maximum?: number;
}

// What is proposed has two decimals, as people write it.
const CENTS = 100;

export const rule = defineAppRule<MemoryPerCpuSettings>({
    name: "memory-per-cpu",
    description: "A ByteNite app must ask for memory in proportion to its vCPUs.",
    explanation:
        "Machines come with some GB for each vCPU. An app that asks for much more or much less pays for what it leaves idle, and fits on few machines. Exactly the limit is accepted. An app that does not state both, or asks for 0 vCPUs or less, passes: cpu-required and memory-required are about that. A `minimum` above the `maximum` refuses every app that states both, and the finding says so. Without `minimum` and `maximum` the rule has nothing to judge by.",
    remediation:
        "Change device_requirements.min_memory or min_cpu in the app's manifest and push the app again.",
    category: "cpu and memory",
    severity: "low",
    settings: {
        minimum: {
            type: "number",
            minimum: 0,
            description: "GB of RAM for each vCPU that an app must ask for at least.",
        },
        maximum: {
            type: "number",
            minimum: 0,
            description: "GB of RAM for each vCPU that an app may ask for at most.",
        },
    },
    needs: ["minimum", "maximum"],
    evaluate: ({ tag, deviceRequirements: { minCpu = 0, minMemory } }, settings) => {
        if (minCpu <= 0 || minMemory === undefined) return [];
        const { minimum = -Infinity, maximum = Infinity } = settings;
        const least = multiply(minimum, minCpu);
        const most = multiply(maximum, minCpu);
        if (minMemory >= least && minMemory <= most) return [];
        const setting = minMemory < least ? "minimum" : "maximum";
        const ratio = setting === "minimum" ? minimum : maximum;
        return [
            {
                field: "deviceRequirements.minMemory",
                found: minMemory,
                limit: setting === "minimum" ? least : most,
                setting,
                message: `${tag} asks for ${minMemory} GB of memory with ${amount(CPU, minCpu)}, but the ${setting === "minimum" ? "least" : "most"} that is allowed for each vCPU is ${ratio} GB`,
                ...proposeFix(least, most, setting),
            },
        ];
    },
});

function proposeFix(
    least: number,
    most: number,
    setting: "minimum" | "maximum",
): Pick<Problem, "fix" | "change"> {
    if (least > most) {
        return {
            fix: "Have the settings corrected: no app can meet a minimum that is larger than the maximum",
        };
    }
    const [nearest, round] = setting === "minimum" ? [least, Math.ceil] : [most, Math.floor];
    const rounded = round(multiply(nearest, CENTS)) / CENTS;
    // A narrow range may lie between two cents.
    const memory = rounded >= least && rounded <= most ? rounded : nearest;
    return changeManifest("deviceRequirements.minMemory", memory);
}
