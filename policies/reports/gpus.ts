import type { Gpu, GpuPattern, GpuVocabulary } from "bytenite-core/model";
import { describeOrigin } from "../contract/finding";
import { gpuVerdict } from "../rules/gpu-allowed/verdict";
import type { Unidentified } from "../phrases/gpuFact";
import { columns } from "./table";
import { describePattern } from "../phrases/gpuList";
import { describeVram } from "../phrases/gpuVram";
import { meantModels } from "../phrases/meantModels";
import { quote } from "../phrases/wording";
import type { ResolvedRules } from "../rulesFile/resolvedRules";

/** What names are taken for, and which entries of the rules file allow or deny them. */
export function describeGpuNames(names: readonly string[], organisation: ResolvedRules): string {
    return names
        .map((name) => {
            const gpu = organisation.gpus.identify(name);
            const facts = gpu ? describeGpu(gpu) : [describeUnknown(organisation.gpus, name)];
            return [quote([name]), ...align([...facts, ...decisions(name, organisation)])].join(
                "\n",
            );
        })
        .join("\n\n");
}

/** All GPUs that a vocabulary knows, those to propose first. */
export function gpuTable(gpus: GpuVocabulary): string {
    const rows = gpus.known.map((gpu) => [
        gpu.name,
        `${gpu.memory.join("/")} GB`,
        gpu.family,
        gpu.computeCapability?.toFixed(1) ?? "",
        gpu.year === undefined ? "" : `${gpu.year}`,
        gpu.power === undefined ? "" : `${gpu.power} W`,
        gpu.knownFrom,
    ]);
    const titles = ["name", "memory", "family", "compute", "year", "power", "known from"];
    return columns([titles, ...rows]).join("\n");
}

function describeGpu(gpu: Gpu): [string, string][] {
    const { name, title, family, computeCapability, year, power, formFactor, slice } = gpu;
    const parts = [
        title,
        ...(formFactor === undefined ? [] : [`form ${formFactor}`]),
        ...(slice ? [`slice ${slice.profile} of a card with ${sizes(gpu)}`] : []),
    ];
    const facts = [
        family,
        ...(computeCapability === undefined
            ? []
            : [`compute capability ${computeCapability.toFixed(1)}`]),
        ...(year === undefined ? [] : [`released in ${year}`]),
        ...(power === undefined ? [] : [`up to ${power} W`]),
    ];
    return [
        ["means", name],
        ["parts", parts.join(", ")],
        ["memory", describeVram(gpu)],
        ["family", facts.join(", ")],
        ["known from", `${KNOWN_FROM[gpu.knownFrom]} (${gpu.source})`],
    ];
}

const KNOWN_FROM: Record<Gpu["knownFrom"], string> = {
    observed: "ByteNite, which was seen to use it",
    organisation: "the organisation",
    "public range": "its maker's range; ByteNite was not seen to use it",
};

function sizes({ variants }: Gpu): string {
    return `${variants.map(({ memory }) => memory).join(" or ")} GB`;
}

function describeUnknown(gpus: GpuVocabulary, name: string): [string, string] {
    const meant = meantModels(gpus, name).map((each) => quote([each]));
    const question = meant.length === 0 ? "" : `; did you mean ${meant.join(" or ")}?`;
    return ["means", `no GPU that is known${question}`];
}

/** What each list of GPUs in the rules file makes of a name. */
function decisions(name: string, organisation: ResolvedRules): [string, string][] {
    return ["gpu-allowed", "gpu-first-choice"].flatMap((rule): [string, string][] => {
        const configured = organisation.configuration[rule];
        const settings: GpuLists = configured?.settings ?? {};
        const isOff = configured?.enforcementLevel === "disabled";
        if (isOff || (!settings.allow && !settings.deny)) return [];
        const { setting, text } = decide(organisation.gpus, settings, name);
        const origin = configured?.origins[setting];
        return [[rule, `${text}${origin ? ` (${describeOrigin(origin)})` : ""}`]];
    });
}

interface GpuLists {
    allow?: readonly GpuPattern[];
    deny?: readonly GpuPattern[];
    unidentified?: Unidentified;
}

function decide(
    gpus: GpuVocabulary,
    { allow, deny = [], unidentified = "refuse" }: GpuLists,
    name: string,
): { setting: keyof GpuLists; text: string } {
    const denying = deny.filter((each) => gpus.denial([each])(name) !== undefined);
    const entries = denying.map(describePattern).join(", ");
    switch (gpuVerdict(gpus, { allow, deny, unidentified })(name)) {
        case "denied":
            return { setting: "deny", text: `denied by ${entries}` };
        case "ambiguous":
            return { setting: "deny", text: `refused: it may be a model denied by ${entries}` };
        case "unknown":
            return {
                setting: "deny",
                text: `refused: it is not known, so that it may be a model denied by ${entries}`,
            };
        case "outside":
            return { setting: "allow", text: "not allowed: no entry of allow covers it" };
        case "good": {
            const entry = allow && gpus.matcher(allow)(name);
            if (entry === undefined)
                return { setting: "deny", text: "allowed: deny does not mean it" };
            return { setting: "allow", text: `allowed by ${describePattern(entry)}` };
        }
    }
}

/** Each row in one line, indented, with its second column below that of the others. */
function align(rows: readonly [string, string][]): string[] {
    return columns(rows).map((row) => `  ${row}`);
}
