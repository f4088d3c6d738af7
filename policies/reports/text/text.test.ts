import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import stringWidth from "string-width";
import { runs } from "../../../dev/support/propertyRuns";
import { appRecord } from "../../appRecord.testSupport";
import { hostileApp } from "../../hostileApp.testSupport";
import { appOf, excused, PLAIN, runOf, UNJUDGED, WITH_WAIVED } from "../run.testSupport";
import { report } from "./report";

const ESCAPE = "\u001b";
const anyRun = fc.array(hostileApp, { maxLength: 3 }).map((apps) => {
    const shown = apps.map((properties, index) => appOf(properties, index));
    return runOf(shown, { changes: excused(runOf(shown)) });
});

describe("the report text", () => {
    it("has no line that is wider than the terminal but an address", () => {
        fc.assert(
            fc.property(anyRun, fc.integer({ min: 1, max: 200 }), (run, width) => {
                const lines = report.render(run, { ...WITH_WAIVED, width }).split("\n");
                for (const line of lines) {
                    if (/^ +(page +)?https:\S+$/.test(line)) continue;
                    expect(stringWidth(line)).toBeLessThanOrEqual(Math.max(40, width));
                }
            }),
            { numRuns: runs(15) },
        );
    });

    it("says the same in colours and without, and has no colours where none are asked for", () => {
        fc.assert(
            fc.property(anyRun, fc.constantFrom(undefined, 40, 100), (run, width) => {
                const render = (hasColor: boolean) =>
                    report.render(run, { ...WITH_WAIVED, hasColor, ...(width && { width }) });
                expect(render(true)).toContain(ESCAPE);
                expect(render(false)).not.toContain(ESCAPE);
                expect(stripVTControlCharacters(render(true))).toBe(render(false));
            }),
            { numRuns: runs(15) },
        );
    });

    it("tells the rules that were not judged in a file, and not beside what the run tells", () => {
        const run = { ...runOf([]), unjudged: [UNJUDGED] };
        expect(report.render(run, PLAIN)).toBe(
            "Not judged by these rules, since what was judged does not tell what is in brackets: memory-minimum (factOfNobody).\n0 mandatory, 0 advisory",
        );
        expect(report.render(run, { ...PLAIN, width: 80 })).toBe("0 mandatory, 0 advisory");
    });

    it("names an app once on a terminal, and aligns what the rules have against it", () => {
        const run = runOf([appRecord({ gpu: ["h100"] })], {
            changes: {
                configuration: {
                    ...Object.fromEntries(
                        runOf([]).rules.map(({ name }) => [
                            name,
                            { enforcementLevel: "disabled" as const, settings: {}, origins: {} },
                        ]),
                    ),
                    "gpu-allowed": {
                        enforcementLevel: "mandatory",
                        settings: { allow: ["t4"] },
                        origins: { allow: { file: "bytenite.rules.yaml", line: 3 } },
                    },
                    "memory-required": { settings: {}, origins: {} },
                },
            },
        });
        const text = report.render(run, { hasColor: false, withWaived: false, width: 48 });
        expect(text.replaceAll(/@\d[^/]*\/rules/g, "@V/rules").replaceAll(/[0-9a-f]{16}/g, "ID"))
            .toBe(`img-gen@4.0
  gpu-allowed (mandatory, high)
    img-gen@4.0 lists "h100", which is not
    allowed (allowed: "t4").
    field   deviceRequirements.gpu
    found   ["h100"]
    limit   {"allow":["t4"],"match":"every"}
    set in  bytenite.rules.yaml:3
    fix     In the app's manifest, set
            "device_requirements": {"gpu":
            ["tesla t4"]} and push the app
            again.
    page    https://unpkg.com/pulumi-bytenite-policies@V/rules/gpu-allowed/README.md
    id      ID

  memory-required (advisory, medium)
    img-gen@4.0 states no minimum memory, but
    must state what one task needs.
    field   deviceRequirements.minMemory
    found   null
    limit   "more than 0"
    fix     In the app's manifest, set
            "min_memory" in
            "device_requirements" to the number
            of GB of memory that one task needs
            and push the app again.
    page    https://unpkg.com/pulumi-bytenite-policies@V/rules/memory-required/README.md
    id      ID

1 mandatory, 1 advisory`);
    });
});
