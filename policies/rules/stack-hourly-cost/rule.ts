import { compareTexts, type AppRecord } from "bytenite-core/model";
import { quoteNames } from "../../phrases/gpuList";
import { gpuPrices } from "../../phrases/gpuPrices";
import { defineStackRule } from "../../contract/rule";
import type { StackProblem } from "../../contract/problem";
import { describeApps, describeLargest, round, total } from "../../phrases/total";
import { setInManifest } from "../../phrases/wording";

interface StackHourlyCostSettings {
    maximum?: number;
    currency: string;
    cpuHour: number;
    memoryGbHour: number;
    gpuHours?: Record<string, number>;
}

const price = { type: "number", minimum: 0 } as const;
const DECIMALS = 4;

export const rule = defineStackRule<StackHourlyCostSettings>({
    name: "stack-hourly-cost",
    description: "The ByteNite apps of a stack may cost only so much per hour.",
    explanation:
        "Prices one task of each app of the stack for one hour, each app once: minimum vCPUs × `cpuHour` + minimum memory × `memoryGbHour` + the price of the most expensive GPU in the app's list, since ByteNite may choose any of the list. The prices are the organisation's own: ByteNite publishes no list of them.\n\nIt is a lower bound. Requirements are floors, so that the machine that ByteNite chooses can have more, and a job starts many tasks of an app. A minimum that an app does not state counts as 0, and so does a value below 0.\n\nA GPU without a price in `gpuHours`, known or not, is a finding about the app that lists it, since nobody knows what it costs; the finding about the whole stack then leaves these GPUs out and says so. Exactly the `maximum` is allowed; both are compared to four decimals. Without `maximum` the rule has nothing to judge by. A price that is not set is 0.",
    remediation:
        "List cheaper GPUs or lower the minimums in the manifests of the most expensive apps and push them again, or move apps to another stack.",
    category: "stack",
    severity: "high",
    settings: {
        maximum: {
            ...price,
            description:
                "What one task of each app of a stack may cost per hour in all, in `currency`. Without it, anything.",
        },
        currency: {
            type: "string",
            minLength: 1,
            maxLength: 12,
            default: "USD",
            description: "The currency of all prices. It is only shown, never converted.",
        },
        cpuHour: { ...price, default: 0, description: "Price of one vCPU for one hour." },
        memoryGbHour: { ...price, default: 0, description: "Price of one GB of RAM for one hour." },
        gpuHours: {
            type: "object",
            additionalProperties: price,
            description:
                "Price of one GPU for one hour by the name of its model, in any known spelling. Of several prices that a name may have, the highest counts.",
        },
    },
    needs: ["maximum"],
    evaluate: (apps, settings, { gpus }) => {
        const { maximum, currency, cpuHour, memoryGbHour, gpuHours = {} } = settings;
        if (maximum === undefined) return [];
        const priceOf = gpuPrices(gpuHours, gpus);
        const shares = apps.map(({ tag, deviceRequirements: { minCpu, minMemory, gpu } }) => ({
            tag,
            value:
                Math.max(minCpu ?? 0, 0) * cpuHour +
                Math.max(minMemory ?? 0, 0) * memoryGbHour +
                Math.max(0, ...gpu.map((name) => priceOf(name) ?? 0)),
        }));
        const problems = apps
            .flatMap((app) => findUnpriced(app, gpuHours, priceOf))
            .sort((a, b) => compareTexts(a.tag, b.tag));
        const cost = total(shares, DECIMALS);
        if (cost <= round(maximum, DECIMALS)) return problems;

        const unpriced = problems.length > 0 ? " without the GPUs that have no price" : "";
        const largest = describeLargest(shares, DECIMALS) || ",";
        const excess = `${round(cost - maximum, DECIMALS)} ${currency} per hour`;
        const stack: StackProblem = {
            field: "deviceRequirements",
            found: cost,
            limit: maximum,
            setting: "maximum",
            message: `${describeApps(apps.length, "cost")} ${cost} ${currency} per hour${unpriced}${largest} but the most that is allowed is ${maximum} ${currency}`,
            fix: `List cheaper GPUs or lower the minimums in the apps' manifests to save ${excess} and push the apps again, or move apps to another stack`,
        };
        return [stack, ...problems];
    },
});

function findUnpriced(
    { tag, deviceRequirements: { gpu } }: AppRecord,
    gpuHours: Record<string, number>,
    priceOf: (name: string) => number | undefined,
): (StackProblem & { tag: string })[] {
    const priced = gpu.filter((name) => priceOf(name) !== undefined);
    const unpriced = gpu.filter((name) => priceOf(name) === undefined);
    if (unpriced.length === 0) return [];
    const names = quoteNames(unpriced);
    const change = setInManifest({ device_requirements: { gpu: priced } });
    return [
        {
            tag,
            field: "deviceRequirements.gpu",
            found: gpu,
            limit: gpuHours,
            setting: "gpuHours",
            message: `${tag} lists ${names}, for which the setting "gpuHours" has no price`,
            fix: `${priced.length > 0 ? `${change}, or give` : "Give"} ${names} a price in the setting "gpuHours"`,
        },
    ];
}
