import { CATALOGUE, joinCapped, knownModels, quoteNames } from "../../phrases/gpuList";
import { meantModels, suggest } from "../../phrases/meantModels";
import { defineAppRule } from "../../contract/rule";

export const rule = defineAppRule<{ accept: "observed" | "real" }>({
    name: "gpu-known",
    description: "A ByteNite app may list only GPU models that are known.",
    explanation: `A misspelt model may never be found, so that the app's jobs wait or run on the next entry of the list, and rules about the memory or the family of a model can't judge it. A name is one of three things, and the finding says which:

- **observed**: it was seen in ByteNite's public material, or the organisation has it under \`catalogue.gpus\` in its rules file. ByteNite publishes no list of its models.
- **a real GPU**: its maker sells or sold it, but ByteNite was not seen to use it. With \`accept: real\` such a name passes, and the rule gpu-observed is about it.
- **unknown**: no model that this project knows of is called so. Most often the name is misspelt; the range of GPUs that are known begins with NVIDIA's Maxwell and AMD's Vega.

Case, how words are joined, and makers' and brands' names don't matter. A name that is only nearly right is never taken for the model: \`a1000\` is no \`a100\`, and \`a100\` alone may be either of two sizes. The finding asks for the models that may be meant, and only where nothing else can be: never for another model of a like name. An app without a GPU list passes.`,
    remediation:
        "Correct the names in device_requirements.gpu in the app's manifest and push the app again, or add the models to catalogue.gpus in the organisation's rules file.",
    category: "gpu",
    severity: "medium",
    settings: {
        accept: {
            type: "string",
            enum: ["observed", "real"],
            default: "observed",
            description:
                "Which names pass: `observed` those that ByteNite was seen to use, and the organisation's own; `real` every GPU that its maker sells or sold, too.",
        },
    },
    evaluate: ({ tag, deviceRequirements: { gpu } }, { accept }, { gpus }) => {
        const passes = (name: string): boolean => {
            const known = gpus.identify(name);
            return known !== undefined && (accept === "real" || known.knownFrom !== "public range");
        };
        if (gpu.every(passes)) return [];

        const names = [...new Set(gpu.filter((name) => !passes(name)))];
        const wrong = names.filter(
            (name) => !gpus.identify(name) || meantModels(gpus, name).length > 1,
        );
        const unseen = names.filter((name) => !wrong.includes(name));

        const isOne = (some: string[]) => some.length === 1;
        const problems = [
            [wrong, `which ${isOne(wrong) ? "is" : "are"} not among the known GPU models`],
            [
                unseen,
                `which ${isOne(unseen) ? "is a real GPU" : "are real GPUs"} that ByteNite was not seen to use`,
            ],
        ] as const;
        const message = problems
            .filter(([some]) => some.length > 0)
            .map(([some, problem]) => `${quoteNames(some)}, ${problem}`)
            .join("; and ");
        const corrections = joinCapped([...wrong, ...unseen].map((name) => suggest(gpus, name)));
        const [verb, reason] =
            wrong.length > 0
                ? ["correct or remove", "if the name is right"]
                : ["replace or remove", "if ByteNite has it"];
        return [
            {
                field: "deviceRequirements.gpu",
                found: gpu,
                limit: knownModels(gpus, () => true),
                setting: "accept",
                message: `${tag} lists ${message}`,
                fix: `In the app's manifest, ${verb} ${corrections} in device_requirements.gpu and push the app again, or, ${reason}, have the model added to ${CATALOGUE}`,
            },
        ];
    },
});
