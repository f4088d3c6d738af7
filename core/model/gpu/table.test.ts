import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gpuTable } from "../generate/gpuTable";
import { packageModels, readOverlay } from "../generate/overlay";
import { parseGpuName } from "./parse";
import { knownGpuModels } from "./table";

const overlay = readOverlay();
const models = knownGpuModels();
const modelOf = (name: string) => parseGpuName(overlay.renamed[name] ?? name)?.model;

describe("the public range", () => {
    it("is what the data package and the overlay say: run `npm run generate:gpus` and commit the result", () => {
        const committed = readFileSync(join(__dirname, "table.generated.ts"), "utf8");
        expect(committed).toBe(gpuTable(overlay));
    });

    it("has plausible facts of every model", () => {
        expect(models.length).toBeGreaterThan(250);
        for (const { name, vendor, family, memory, computeCapability, power, year } of models) {
            expect(name).toMatch(/^[A-Z]/);
            expect(["nvidia", "amd", "intel"]).toContain(vendor);
            expect(family).toMatch(/^[a-z]/);
            expect([...memory].sort((a, b) => a - b)).toEqual(memory);
            for (const size of memory) expect(size).toBeGreaterThan(0);
            expect(computeCapability === undefined).toBe(vendor !== "nvidia");
            expect(power).toBeGreaterThan(0);
            expect(year).toBeGreaterThan(2013);
        }
    });

    it("names a page as the source of whatever the data package does not say", () => {
        const own = Object.values(overlay.models).flat();
        for (const { name, source } of own) {
            const shown = parseGpuName(name)?.model.source ?? name;
            expect(shown).toMatch(/^https:\/\//);
            expect(shown.endsWith(source)).toBe(true);
        }
    });

    describe.each(["NVIDIA", "AMD", "INTEL"] as const)("of %s", (maker) => {
        const corrected = new Map(overlay.models[maker].map((each) => [modelOf(each.name), each]));

        it("agrees with the data package wherever the overlay does not say otherwise", () => {
            for (const [name, facts] of Object.entries(packageModels(maker))) {
                const model = modelOf(name);
                expect({ name, isKnown: model !== undefined }).toEqual({ name, isKnown: true });
                const other = corrected.get(model);
                if (!other?.memory) {
                    expect(model?.memory).toEqual(expect.arrayContaining(sizesOf(name, facts)));
                }
                if (other?.computeCapability === undefined) {
                    expect(model?.computeCapability).toBe(facts.computeCapability);
                }
                if (other?.year === undefined)
                    expect(model?.year).toBeLessThanOrEqual(facts.releaseYear);
            }
        });

        it("agrees with the overlay", () => {
            for (const each of overlay.models[maker]) {
                const { memory, computeCapability, year } = each;
                expect(modelOf(each.name)).toMatchObject({
                    ...(memory && { memory }),
                    ...(computeCapability !== undefined && { computeCapability }),
                    ...(year !== undefined && { year }),
                });
            }
        });
    });

    it.each([
        ["M60", "maxwell"],
        ["P100", "pascal"],
        ["V100", "volta"],
        ["T4", "turing"],
        ["A100", "ampere"],
        ["RTX A6000", "ampere"],
        ["L40S", "ada lovelace"],
        ["H200", "hopper"],
        ["B200", "blackwell"],
        ["RTX 5090", "blackwell"],
        ["MI250X", "cdna 2"],
        ["MI300X", "cdna 3"],
        ["RX 7900 XTX", "rdna 3"],
        ["Arc A770", "xe-hpg"],
    ])("has the %s in the family %s", (name, family) => {
        expect(modelOf(name)?.family).toBe(family);
    });
});

/** The package has models of one size each where the public range has one model of several. */
function sizesOf(name: string, { memory = [] }: { memory?: number[] }): number[] {
    const [, size] = / (\d+)GB$/.exec(name) ?? [];
    return size === undefined ? memory : [Number(size)];
}
