import type { GpuPattern, GpuVocabulary } from "bytenite-core/model";
import { UNIDENTIFIED, type Unidentified } from "../../phrases/gpuFact";
import {
    proposeListChange,
    knownModels,
    namedModels,
    quoteNames,
    quotePatterns,
} from "../../phrases/gpuList";
import { GPU_PATTERN, requireKnownFamilies } from "../../phrases/gpuPattern";
import { defineAppRule } from "../../contract/rule";
import type { Json } from "../../contract/problem";
import { describeNarrowing } from "./narrowing";
import { gpuVerdict, type GpuVerdict } from "./verdict";

const NAME = "gpu-allowed";
const NOTHING: GpuPattern[] = [];

interface GpuAllowedSettings {
    allow?: GpuPattern[];
    deny?: GpuPattern[];
    match: "every" | "some";
    unidentified: Unidentified;
}

export const rule = defineAppRule<GpuAllowedSettings>({
    name: NAME,
    description: "A ByteNite app may list only GPU models that the organisation allows.",
    explanation: `ByteNite may run a job on any GPU in the list, so one entry that is not allowed is enough for a finding. \`deny\` wins over \`allow\` and over \`match\`. An app without a GPU list passes. Without \`allow\` and \`deny\` the rule has nothing to judge by.

An entry of \`allow\` or \`deny\` is a name in any spelling, a glob, or what GPUs have in common:

\`\`\`yaml
allow: [t4, "a100*", { family: hopper }, { vendor: amd, memory: ">=40" }]
\`\`\`

A name means everything that it leaves open: \`a100\` is every A100, \`a100 80gb\` those with 80 GB, \`h100 pcie\` those of that form. A glob has to cover a whole spelling of the model. A name in an app's list is allowed only if every card is that it may mean: \`A100\` is not, where only \`a100 40gb\` is. A slice of a card (MIG) is no such card: a name or a glob allows it only if it says \`mig\` itself (or is \`*\`), and a selector judges it by the slice's memory. A name that is not known matches only itself, or a glob that covers it.

A list that denies fails closed. A name that may mean a denied model, a slice of one, and a name that is not known are findings, because nobody can say that they are not what was denied. A glob that denies also covers the name as it is written. A name that stands in \`allow\` word for word is the organisation's own and passes; \`unidentified: accept\` lets every name pass that is not known.`,
    remediation:
        "Remove the GPU models that are not allowed from device_requirements.gpu in the app's manifest and push the app again.",
    category: "gpu",
    severity: "high",
    settings: {
        allow: {
            type: "array",
            items: GPU_PATTERN,
            description:
                'The GPU models that are allowed: names in any spelling, globs with * and ?, or what they have in common, such as `{ family: hopper }` or `{ vendor: amd, memory: ">=40" }`. Without it, all are. An empty list: none.',
        },
        deny: {
            type: "array",
            items: GPU_PATTERN,
            description:
                "The GPU models that are never allowed, whatever `allow` and `match` say: as in `allow`.",
        },
        match: {
            type: "string",
            enum: ["every", "some"],
            default: "every",
            description:
                "How many entries of an app's GPU list must be allowed. ByteNite may choose any entry, so that only `every` keeps a job off other models.",
        },
        unidentified: {
            ...UNIDENTIFIED,
            description:
                "What `deny` does with a name that is not known: `refuse` is a finding, since it may be a denied model, `accept` lets it pass.",
        },
    },
    needs: ["allow", "deny"],
    idleWhenEmpty: ["deny"],
    evaluate: (app, { allow, deny, match, unidentified }, { gpus }) => {
        requireKnownFamilies(NAME, "allow", allow ?? NOTHING, gpus);
        requireKnownFamilies(NAME, "deny", deny ?? NOTHING, gpus);
        const { gpu } = app.deviceRequirements;
        const judge = gpuVerdict(gpus, { allow, deny, unidentified });
        if (gpu.every((name) => judge(name) === "good")) return [];

        const of = (...verdicts: GpuVerdict[]) =>
            gpu.filter((name) => verdicts.includes(judge(name)));
        const [denied, ambiguous, unknown] = [of("denied"), of("ambiguous"), of("unknown")];
        const outside = match === "some" && of("good").length > 0 ? [] : of("outside");
        const problems = [
            ...describeDenied(deny ?? NOTHING, { denied, ambiguous, unknown }),
            ...describeOutside(allow ?? NOTHING, outside, match),
        ];
        if (problems.length === 0) return [];

        const kept = match === "some" && outside.length === 0 ? of("good", "outside") : of("good");
        const { fix, change } = proposeListChange({
            good: kept,
            proposed: proposals(gpus, allow ?? NOTHING).filter((name) => judge(name) === "good"),
            unknown,
        });
        const narrowing = describeNarrowing(gpus, ambiguous, (name) => judge(name) === "good");
        return [
            {
                field: "deviceRequirements.gpu",
                found: gpu,
                limit: { ...(allow && { allow }), ...(deny && { deny }), match } as Json,
                setting: outside.length > 0 ? "allow" : "deny",
                message: `${app.tag} lists ${problems.join("; and ")}`,
                fix: `${fix}${narrowing}`,
                ...(change && narrowing === "" && { change }),
            },
        ];
    },
});

function describeDenied(
    deny: readonly GpuPattern[],
    { denied, ambiguous, unknown }: Record<"denied" | "ambiguous" | "unknown", string[]>,
): string[] {
    const denials = quotePatterns(deny);
    const parts: [string[], string][] = [
        [denied, `which the organisation denies (${denials})`],
        [ambiguous, `which may be a model that the organisation denies (${denials})`],
        [
            unknown,
            `which is not known, so that it may be a model that the organisation denies (${denials})`,
        ],
    ];
    return parts
        .filter(([names]) => names.length > 0)
        .map(([names, problem]) => `${quoteNames(names)}, ${problem}`);
}

function describeOutside(
    allow: readonly GpuPattern[],
    outside: string[],
    match: "every" | "some",
): string[] {
    if (outside.length === 0) return [];
    const requirement =
        match === "some"
            ? "and none of the allowed GPU models"
            : `which ${new Set(outside).size === 1 ? "is" : "are"} not allowed`;
    return [`${quoteNames(outside)}, ${requirement} (allowed: ${quotePatterns(allow)})`];
}

/** What stands in `allow` by name; where nothing does, what its globs and selectors cover. */
function proposals(gpus: GpuVocabulary, allow: readonly GpuPattern[]): string[] {
    const named = namedModels(gpus, allow);
    if (named.length > 0 || allow.length === 0) return named;
    const isAllowed = gpus.matcher(allow);
    return knownModels(gpus, ({ name }) => isAllowed(name) !== undefined).slice(0, MOST_PROPOSED);
}

const MOST_PROPOSED = 3;
