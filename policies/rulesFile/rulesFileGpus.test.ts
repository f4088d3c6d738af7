import { useRulesFile } from "./rulesFile.testSupport";

const { write, load, resolve } = useRulesFile();

describe("the GPUs in a rules file", () => {
    it("has the organisation's own GPU models, besides the observed ones or in their place", () => {
        const models =
            "models: [{ name: nvidia b200, aliases: [b200], family: blackwell, vram: 192 }]";
        write(`catalogue: { gpus: { ${models} } }`);
        const { gpus } = resolve();
        expect(gpus.identify("B200")).toMatchObject({ name: "nvidia b200", memory: [192] });
        expect(gpus.identify("T4")?.name).toBe("tesla t4");
        write(`catalogue: { gpus: { observed: false, ${models} } }`);
        expect(resolve().gpus.identify("T4")).toBeUndefined();
        write("catalogue: { gpus: { models: [{ name: T4, family: mine, vram: 1 }] } }");
        expect(resolve().gpus.identify("t4")).toMatchObject({ name: "T4", family: "mine" });
    });

    it("names GPUs by what they have in common", () => {
        write(`
rules:
  gpu-allowed:
    allow: [t4, "a100*", { family: Hopper }, { vendor: amd, memory: ">=40" }, { memory: 24 }]
    deny: [{ family: quantum }]
catalogue: { gpus: { models: [{ name: q1, family: Quantum, vram: 1, vendor: q, year: 2030 }] } }
`);
        const { configuration, gpus } = resolve();
        expect(configuration["gpu-allowed"]?.settings.allow).toEqual([
            "t4",
            "a100*",
            { family: "Hopper" },
            { vendor: "amd", memory: ">=40" },
            { memory: 24 },
        ]);
        expect(gpus.identify("Q1")).toMatchObject({ vendor: "q", year: 2030 });
    });

    it.each([
        [
            "allow: [{ familly: hopper }]",
            'bytenite.rules.yaml:1: rules.gpu-allowed.allow[0] has the unknown key "familly"; did you mean "family"?',
        ],
        [
            "deny: [t4, { family: hoper }]",
            'bytenite.rules.yaml:1: rules.gpu-allowed.deny[1].family is "hoper", which no known GPU model is of; did you mean "hopper"?',
        ],
        [
            "allow: [{ memory: 40 GB }]",
            'bytenite.rules.yaml:1: rules.gpu-allowed.allow[0].memory must be a number, or comparisons such as ">=40" or ">=24 <80", found the text "40 GB"',
        ],
        [
            "allow: [{ vendor: nvdia }]",
            'bytenite.rules.yaml:1: rules.gpu-allowed.allow[0].vendor must be one of nvidia, amd, intel, found the text "nvdia"; did you mean "nvidia"?',
        ],
        [
            "allow: [{}]",
            "bytenite.rules.yaml:1: rules.gpu-allowed.allow[0] must be a mapping with at least one of name, vendor, family, memory, computeCapability and year, found a mapping",
        ],
        [
            "allow: [7]",
            "bytenite.rules.yaml:1: rules.gpu-allowed.allow[0] must be the name of a GPU that does not begin with ! (deny of gpu-allowed is for what is not allowed), or a mapping such as { family: hopper }, found the number 7",
        ],
    ])("refuses %s", (settings, problem) => {
        write(`rules: { gpu-allowed: { ${settings} } }`);
        expect(load).toThrow(problem);
    });

    it("refuses an unknown family in an environment, too", () => {
        write(
            "environments: { prod: { stacks: ['*/prod'], rules: { gpu-first-choice: { allow: [{ family: x }] } } } }",
        );
        expect(load).toThrow(
            'bytenite.rules.yaml:1: environments.prod.rules.gpu-first-choice.allow[0].family is "x", which no known GPU model is of',
        );
    });

    it("refuses two own models of which one name means both", () => {
        write(`
catalogue:
  gpus:
    models:
      - { name: nvidia l40s, aliases: [L40S, nvidia-l40s], family: ada, vram: 48 }
      - { name: l40s 48gb, family: ada, vram: 48 }
`);
        expect(load).toThrow(
            'bytenite.rules.yaml:6: catalogue.gpus.models[1] is called "l40s 48gb", which "nvidia l40s" is already',
        );
    });
});
