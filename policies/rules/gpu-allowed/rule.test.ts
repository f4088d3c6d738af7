import fc from "fast-check";
import { anyApp, appRecord, gpuPattern } from "../../appRecord.testSupport";
import { gpuAllowed } from "./rule";

const judge = (gpu: string[], settings: Record<string, unknown> = {}) =>
    gpuAllowed.evaluate(appRecord({ gpu }), settings);

describe("gpu-allowed has nothing against", () => {
    it.each<[string, string[], Record<string, unknown>]>([
        ["an app without GPUs", [], { allow: ["t4"] }],
        ["an app without GPUs where none is allowed", [], { allow: [] }],
        ["an app without GPUs of which some must be allowed", [], { allow: ["t4"], match: "some" }],
        ["any model without settings", ["NVIDIA H200"], {}],
        ["an unknown model without settings", ["quantum 9000"], {}],
        ["an allowed model", ["tesla t4"], { allow: ["tesla t4"] }],
        ["an allowed model in another spelling", ["NVIDIA T4"], { allow: ["tesla-t4"] }],
        ["several allowed models", ["T4", "NVIDIA H100"], { allow: ["h100", "t4", "l4"] }],
        ["a model that a glob allows", ["NVIDIA A100-SXM4-40GB"], { allow: ["nvidia a100*"] }],
        [
            "an unknown model that is allowed by its name",
            ["Quantum_9000"],
            { allow: ["quantum 9000"] },
        ],
        ["a model besides the denied ones", ["t4"], { deny: ["h100"] }],
        [
            "one allowed model of several, with match some",
            ["h100", "t4"],
            { allow: ["t4"], match: "some" },
        ],
        ["anything, with empty deny", ["h100"], { deny: [] }],
    ])("%s", (_what, gpu, settings) => {
        expect(judge(gpu, settings)).toEqual([]);
    });
});

describe("gpu-allowed refuses", () => {
    const set = (gpu: string[]) =>
        `In the app's manifest, set "device_requirements": {"gpu": ${JSON.stringify(gpu)}} and push the app again`;
    const remove =
        "In the app's manifest, remove the models from device_requirements.gpu and push the app again";

    it.each<[string, string[], Record<string, unknown>, string, string]>([
        [
            "a model that is not allowed, and keeps those that are",
            ["NVIDIA H100", "tesla t4"],
            { allow: ["t4"] },
            'img-gen@4.0 lists "NVIDIA H100", which is not allowed (allowed: "t4")',
            set(["tesla t4"]),
        ],
        [
            "a model that is not allowed, and proposes the one that is",
            ["NVIDIA H100"],
            { allow: ["T4"] },
            'img-gen@4.0 lists "NVIDIA H100", which is not allowed (allowed: "T4")',
            set(["tesla t4"]),
        ],
        [
            "a model that is not allowed, and proposes those that are",
            ["h100"],
            { allow: ["t4", "quantum 9000", "nvidia a100*"] },
            'img-gen@4.0 lists "h100", which is not allowed (allowed: "t4", "quantum 9000", "nvidia a100*")',
            set(["tesla t4", "quantum 9000"]).replace(
                " and push",
                ", or to some of these, and push",
            ),
        ],
        [
            "every model where none is allowed",
            ["t4"],
            { allow: [] },
            'img-gen@4.0 lists "t4", which is not allowed (allowed: none)',
            remove,
        ],
        [
            "a model outside of the globs",
            ["t4"],
            { allow: ["a100*"] },
            'img-gen@4.0 lists "t4", which is not allowed (allowed: "a100*")',
            remove,
        ],
        [
            "a near miss: a1000 is no a100",
            ["a1000"],
            { allow: ["a100"] },
            'img-gen@4.0 lists "a1000", which is not allowed (allowed: "a100")',
            set(["a100"]),
        ],
        [
            "another size of the same model",
            ["A100 80GB"],
            { allow: ["nvidia a100-sxm4-40gb"] },
            'img-gen@4.0 lists "A100 80GB", which is not allowed (allowed: "nvidia a100-sxm4-40gb")',
            set(["nvidia a100-sxm4-40gb"]),
        ],
        [
            "an unknown model",
            ["quantum 9000"],
            { allow: ["t4"] },
            'img-gen@4.0 lists "quantum 9000", which is not allowed (allowed: "t4")',
            set(["tesla t4"]),
        ],
        [
            "a list with none of the allowed models, with match some",
            ["h100", "l4"],
            { allow: ["t4"], match: "some" },
            'img-gen@4.0 lists "h100", "l4", and none of the allowed GPU models (allowed: "t4")',
            set(["tesla t4"]),
        ],
        [
            "a denied model",
            ["NVIDIA H100", "t4"],
            { deny: ["h100"] },
            'img-gen@4.0 lists "NVIDIA H100", which the organisation denies ("h100")',
            set(["t4"]),
        ],
        [
            "a denied model that is also allowed",
            ["h100"],
            { allow: ["h100"], deny: ["nvidia h*"] },
            'img-gen@4.0 lists "h100", which the organisation denies ("nvidia h*")',
            remove,
        ],
        [
            "a denied model, also with match some",
            ["h100", "t4"],
            { allow: ["t4"], deny: ["h100"], match: "some" },
            'img-gen@4.0 lists "h100", which the organisation denies ("h100")',
            set(["t4"]),
        ],
        [
            "a model, and proposes another one once, whatever its spellings",
            ["l4"],
            { allow: ["t4", "tesla t4"] },
            'img-gen@4.0 lists "l4", which is not allowed (allowed: "t4", "tesla t4")',
            set(["tesla t4"]),
        ],
        [
            "a model, and proposes none that is denied",
            ["l4"],
            { allow: ["t4", "h100"], deny: ["h100"] },
            'img-gen@4.0 lists "l4", which is not allowed (allowed: "t4", "h100")',
            set(["tesla t4"]),
        ],
    ])("%s", (_what, gpu, settings, message, fix) => {
        expect(judge(gpu, settings)).toEqual([{ field: "deviceRequirements.gpu", message, fix }]);
    });

    it("denied models and those that are not allowed apart from each other", () => {
        const messages = judge(["h100", "l4", "t4"], { allow: ["t4", "h100"], deny: ["h100"] });
        expect(messages.map(({ message }) => message)).toEqual([
            'img-gen@4.0 lists "h100", which the organisation denies ("h100")',
            'img-gen@4.0 lists "l4", which is not allowed (allowed: "t4", "h100")',
        ]);
    });
});

describe("gpu-allowed in general", () => {
    const patterns = fc.array(gpuPattern, { maxLength: 4 });
    const settings = fc.record(
        { allow: patterns, deny: patterns, match: fc.constantFrom("every", "some") },
        { requiredKeys: [] },
    );

    it("denies more than it allows", () => {
        fc.assert(
            fc.property(anyApp, settings, gpuPattern, (app, given, pattern) => {
                const [first, ...rest] = app.deviceRequirements.gpu;
                fc.pre(first !== undefined);
                const deny = [...(given.deny ?? []), first];
                const allow = [...(given.allow ?? []), first, pattern, ...rest];
                const found = gpuAllowed.evaluate(app, { ...given, allow, deny });
                expect(found.some(({ message }) => message.includes("denies"))).toBe(true);
            }),
        );
    });

    it("finds no more when the allow-list grows, and no less when the deny-list does", () => {
        fc.assert(
            fc.property(anyApp, settings, gpuPattern, (app, given, pattern) => {
                const count = (more: object) =>
                    gpuAllowed.evaluate(app, { ...given, ...more }).length;
                const { allow = [], deny = [] } = given;
                expect(count({ allow: [...allow, pattern] })).toBeLessThanOrEqual(count({ allow }));
                const isRefused = count({ deny }) > 0;
                if (isRefused) expect(count({ deny: [...deny, pattern] })).toBeGreaterThan(0);
            }),
        );
    });

    it("is stricter with match every than with match some", () => {
        fc.assert(
            fc.property(anyApp, settings, (app, given) => {
                const some = gpuAllowed.evaluate(app, { ...given, match: "some" });
                const every = gpuAllowed.evaluate(app, { ...given, match: "every" });
                expect(some.length).toBeLessThanOrEqual(every.length);
            }),
        );
    });

    it("proposes only what it would accept", () => {
        fc.assert(
            fc.property(anyApp, settings, (app, given) => {
                for (const { fix } of gpuAllowed.evaluate(app, given)) {
                    const [list] = /\[.*\]/.exec(fix) ?? ["[]"];
                    const gpu = JSON.parse(list) as string[];
                    expect(gpuAllowed.evaluate(appRecord({ gpu }), given)).toEqual([]);
                }
            }),
        );
    });
});
