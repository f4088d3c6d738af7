import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "bytenite-emulator";
import { app, startTestEmulator } from "../dev/support/emulator";
import { Backend, POLICY_PACK, REPOSITORY, type Stack } from "../dev/support/stack";

const REFUSED = {
    deviceRequirements: { minCpu: 2, minMemory: 16, gpu: ["NVIDIA H100"] },
};
const RULES = {
    "gpu-allowed": { enforcementLevel: "mandatory", allow: ["T4"] },
    "memory-minimum": { enforcementLevel: "advisory", minimum: 8 },
};
const FINDING =
    'refused lists "NVIDIA H100", which is not allowed (allowed: "T4"). ' +
    'In the app\'s manifest, set "device_requirements": {"gpu": ["tesla t4"]} and push the app again.';

describe("the policy pack on the real engine", () => {
    let emulator: Emulator;
    let environment: NodeJS.ProcessEnv;
    let backend: Backend;
    let rulesFile: string;

    beforeAll(async () => {
        ({ emulator, environment } = await startTestEmulator([
            app("accepted", {
                deviceRequirements: { minCpu: 2, minMemory: 16, gpu: ["tesla t4"] },
            }),
            app("refused", REFUSED),
            app("small"),
            app("ownerless", { userName: "nobody" }),
            app("mixed", {
                deviceRequirements: { gpu: ["NVIDIA H100 NVL", "AMD Instinct MI300X", "L40S"] },
            }),
            app("sliced", { deviceRequirements: { gpu: ["A100-SXM4-80GB-MIG-1g.10gb"] } }),
        ]));
        backend = await Backend.create();
        rulesFile = join(backend.folder, "rules.json");
        await writeFile(rulesFile, JSON.stringify(RULES));
    });

    afterAll(async () => {
        await emulator.close();
        await backend.dispose();
    });

    const underRules = (pack = POLICY_PACK) => [
        "--policy-pack",
        pack,
        "--policy-pack-config",
        rulesFile,
    ];

    async function readyMade(name: string, ...tags: string[]): Promise<Stack> {
        const stack = await backend.stack(name, { environment });
        await stack.setTags(...tags);
        return stack;
    }

    test.each([
        ["launcher", POLICY_PACK],
        ["folder", join(REPOSITORY, "policies")],
    ])("refuses a brand-new app in preview, started from its %s", async (form, pack) => {
        const stack = await readyMade(form, "refused", "accepted");

        const result = await stack.run("preview", ...underRules(pack));

        expect(result.exitCode).not.toBe(0);
        expect(result.stdout).toMatch(/\[mandatory\] \[severity: high\] +gpu-allowed/);
        expect(result.stdout).toContain(FINDING);
        expect(result.stdout).not.toContain("accepted lists");
        expect(await stack.resources()).toEqual([]);
    });

    test("refuses it in an update, and nothing of it is in the state", async () => {
        const stack = await readyMade("update", "refused");

        const result = await stack.run("up", ...underRules());

        expect(result.exitCode).not.toBe(0);
        expect(result.stdout).toContain(FINDING);
        expect(await stack.resources()).toEqual([]);
    });

    test("an advisory finding is shown, and lets the update pass", async () => {
        const stack = await readyMade("advisory", "small");

        const output = await stack.succeed("up", ...underRules());

        expect(output).toMatch(/\[advisory\] \[severity: medium\] +memory-minimum/);
        expect(output).toContain("small asks for 4 GB of memory, but the least that is allowed");
        expect(await stack.resources()).toHaveLength(1);
    });

    test("an app that changed at ByteNite is refused in the next preview", async () => {
        const stack = await readyMade("drifting", "accepted");
        await stack.succeed("up", ...underRules());
        const drifted = await startTestEmulator([app("accepted", REFUSED)]);
        stack.environment = drifted.environment;

        const result = await stack.run("preview", ...underRules());

        expect(result.exitCode).not.toBe(0);
        expect(result.stdout).toContain('accepted lists "NVIDIA H100"');
        expect(result.stdout).toContain("~deviceRequirements,endpoint,hash");
        await drifted.emulator.close();
    });

    test("judges app records in stack outputs, which came through a data source", async () => {
        const stack = await backend.stack("outputs", { program: "data-sources", environment });
        await stack.configure({ tag: "refused" });

        const result = await stack.run("preview", ...underRules());

        expect(result.exitCode).not.toBe(0);
        expect(result.stdout).toContain(FINDING);
    });

    test("an unknown tag: warned of in preview, refused by onUnknown, judged in the update", async () => {
        const stack = await backend.stack("unknown", { program: "tag-from-resource", environment });
        await stack.configure({ tag: "refused" });

        const preview = await stack.succeed("preview", ...underRules());
        expect(preview).toContain("can't run policy 'gpu-allowed'");

        const strict = join(backend.folder, "strict.json");
        const gpuAllowed = { ...RULES["gpu-allowed"], onUnknown: "fail" };
        await writeFile(strict, JSON.stringify({ "gpu-allowed": gpuAllowed }));
        const refused = await stack.run(
            "preview",
            ...["--policy-pack", POLICY_PACK, "--policy-pack-config", strict],
        );
        expect(refused.exitCode).not.toBe(0);
        expect(refused.stdout).toContain('onUnknown is "fail"');

        const update = await stack.run("up", ...underRules());
        expect(update.exitCode).not.toBe(0);
        expect(update.stdout).toContain(FINDING);
    });

    test("an organisation's own rule may name the class of the resource", async () => {
        const stack = await readyMade("own-rule", "ownerless", "small");

        const result = await stack.run(
            "preview",
            ...["--policy-pack", join(REPOSITORY, "test/programs/own-policy-pack")],
        );

        expect(result.exitCode).not.toBe(0);
        expect(result.stdout).toContain("ownerless belongs to nobody");
        expect(result.stdout).not.toContain("small belongs");
    });

    const SELECTING = {
        enforcementLevel: "mandatory",
        allow: ["t4", { family: "hopper" }, { vendor: "amd", memory: ">=40" }],
        deny: [{ name: "a100 80gb", year: 2020 }],
    };
    const SELECTED = [
        'mixed lists "L40S", which is not allowed (allowed: "t4", { family: hopper }, { vendor: amd, memory: ">=40" })',
        'sliced lists "A100-SXM4-80GB-MIG-1g.10gb", which the organisation denies ({ name: a100 80gb, year: 2020 })',
    ];

    test("lists may name GPUs by what they have in common, in the rules file", async () => {
        const stack = await readyMade("selecting", "mixed", "sliced");
        await stack.setRules({ rules: { all: "disabled", "gpu-allowed": SELECTING } });

        const result = await stack.run("preview", "--policy-pack", POLICY_PACK);

        expect(result.exitCode).not.toBe(0);
        for (const text of SELECTED) expect(result.stdout).toContain(text);
        expect(result.stdout).toMatch(/, set in bytenite\.rules\.yaml:\d+\. /);
    });

    test("and in Pulumi's own configuration", async () => {
        const stack = await readyMade("selecting-pulumi", "mixed", "sliced");
        const selecting = join(backend.folder, "selecting.json");
        await writeFile(selecting, JSON.stringify({ "gpu-allowed": SELECTING }));

        const result = await stack.run(
            "preview",
            ...["--policy-pack", POLICY_PACK, "--policy-pack-config", selecting],
        );

        expect(result.exitCode).not.toBe(0);
        for (const text of SELECTED) expect(result.stdout).toContain(text);
    });

    test.each([
        ["a key that is misspelt", { familly: "hopper" }, /gpu-allowed.*familly/s],
        ["no comparison", { memory: "much" }, /gpu-allowed.*memory/s],
        [
            "a family that no model has",
            { family: "hoper" },
            /The setting deny of gpu-allowed is wrong: no known GPU model is of the family "hoper"/,
        ],
    ])("%s in a selector there ends the run", async (what, selector, message) => {
        const stack = await readyMade(what.replaceAll(" ", "-"), "accepted");
        const malformed = join(backend.folder, "malformed-selector.json");
        await writeFile(malformed, JSON.stringify({ "gpu-allowed": { deny: [selector] } }));

        const result = await stack.run(
            "preview",
            ...["--policy-pack", POLICY_PACK, "--policy-pack-config", malformed],
        );

        expect(result.exitCode).not.toBe(0);
        expect(result.stdout + result.stderr).toMatch(message);
        expect(result.stdout + result.stderr).not.toMatch(/^\s+at /m);
    });

    test.each([
        ["of the wrong type", { minimum: "much" }, /memory-minimum.*minimum/s],
        ["that is misspelt", { minimun: 99 }, /"minimun", which it doesn't have/],
    ])("a setting %s ends the run", async (_what, settings, message) => {
        const stack = await readyMade(`malformed-${Object.keys(settings)[0]}`, "accepted");
        const malformed = join(backend.folder, "malformed.json");
        await writeFile(malformed, JSON.stringify({ "memory-minimum": settings }));

        const result = await stack.run(
            "preview",
            ...["--policy-pack", POLICY_PACK, "--policy-pack-config", malformed],
        );

        expect(result.exitCode).not.toBe(0);
        expect(result.stdout + result.stderr).toMatch(message);
        expect(result.stdout + result.stderr).not.toMatch(/^\s+at /m);
    });
});
