import * as fc from "fast-check";
import { escapeUnseen } from "bytenite-core/model";
import { anyCharacter } from "../../dev/support/anyCharacter";
import { runs } from "../../dev/support/propertyRuns";
import { appRecord, gpuName } from "../appRecord.testSupport";
import { evaluate } from "../judging/evaluate";
import { rules } from "../rules";
import { findIdleEntries } from "../rulesFile/idleEntries";
import { parseRulesFile } from "../rulesFile/load";
import { resolveRules } from "../rulesFile/resolve";
import { startingRules } from "./startingRules";

const TODAY = "2026-01-15";

/** What somebody puts into a catalogue who wants the file to say something else. */
const hostile = fc.oneof(
    fc.string({ unit: anyCharacter, maxLength: 20 }),
    fc.constantFrom(
        "",
        "*",
        "**",
        "?",
        "no",
        "null",
        "~",
        "1.10",
        "0x1f",
        "- a",
        "a: b",
        "a #b",
        "# a",
    ),
    fc.constantFrom(
        "'",
        '"',
        "\\",
        "|",
        ">",
        "!!js x",
        "&a",
        "*a",
        "%YAML 1.1",
        "---",
        "...",
        "<<",
    ),
    fc.constantFrom(
        "\u202eevil",
        "a\nb: c",
        "a\r",
        "\t",
        "\u2028",
        "\ud800",
        "\u0085",
        "😀",
        "##x",
    ),
    fc.constant("x".repeat(3000)),
);
const container = fc.oneof(
    hostile,
    fc.constantFrom("python", "ghcr.io/acme/x:1", "docker.io/bytenite/y@sha256:" + "a".repeat(64)),
);
const app = fc
    .record({
        name: fc.oneof(fc.stringMatching(/^[a-z]{1,6}$/), hostile),
        gpu: fc.array(fc.oneof(gpuName, hostile), { maxLength: 3 }),
        minCpu: fc.option(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), {
            nil: undefined,
        }),
        minMemory: fc.option(fc.integer({ min: 0, max: 512 }), { nil: undefined }),
        status: fc.oneof(fc.constant("active"), hostile),
        owner: hostile,
        platform: fc.oneof(fc.constant("docker"), hostile),
        description: hostile,
        isPublic: fc.boolean(),
        hasRegistryCredentials: fc.boolean(),
        container,
        secrets: fc.array(hostile, { maxLength: 2 }),
    })
    .map(({ name, gpu, minCpu, minMemory, container: image, secrets, ...facts }) =>
        appRecord(
            {
                gpu: gpu.filter((each) => each !== ""),
                ...(minCpu !== undefined && { minCpu }),
                ...(minMemory !== undefined && { minMemory }),
            },
            {
                ...facts,
                tag: `${name}@1.0`,
                name,
                platformConfig: { container: image, privateImage: false, secrets },
            },
        ),
    );
const catalogue = fc.array(app, { minLength: 1, maxLength: 6 });
const read = (text: string) => ({ ...parseRulesFile(text, "f"), baseline: [], rules });
const resolve = (text: string) => resolveRules(read(text), undefined);

describe("rules to begin with", () => {
    it("pass on the apps that they come from, whatever those are called", () => {
        fc.assert(
            fc.property(catalogue, hostile, (apps, subject) => {
                const { text, started } = startingRules(apps, TODAY, subject);
                const organisation = resolve(text);
                expect(findIdleEntries(read(text))).toEqual([]);
                expect(evaluate(apps, rules, organisation, TODAY).findings).toEqual([]);
                const running = rules.filter(({ name, scope }) => {
                    const level = organisation.configuration[name]?.enforcementLevel;
                    return scope !== "exceptions" && level !== "disabled";
                });
                expect(running.map(({ name }) => name)).toEqual([...started].sort());
            }),
            { numRuns: runs(16) },
        );
    });

    it("have nothing unseen in the file, and the same text for the same apps", () => {
        fc.assert(
            fc.property(catalogue, hostile, (apps, subject) => {
                const { text } = startingRules(apps, TODAY, subject);
                expect(text.split("\n").map(escapeUnseen).join("\n")).toBe(text);
                expect(startingRules([...apps].reverse(), TODAY, subject).started).toEqual(
                    startingRules(apps, TODAY, subject).started,
                );
            }),
            { numRuns: runs(10) },
        );
    });

    it("never let a name of somebody else's become a glob", () => {
        const owners = ["*", "o?", "team-a"].map((owner, index) =>
            appRecord({ gpu: ["*"] }, { owner, tag: `a@1.${index}`, version: `1.${index}` }),
        );
        const { text, postponed } = startingRules(owners, TODAY, "s");
        expect(text).not.toMatch(/["' ]\*["']?$/m);
        expect(postponed).toContainEqual({ rule: "owner-allowed", tags: ["a@1.0", "a@1.1"] });
    });

    it("refuse what was not there", () => {
        const { text } = startingRules(
            [appRecord({ gpu: ["T4"], minMemory: 8, minCpu: 2 }, { owner: "o1" })],
            TODAY,
            "s",
        );
        const other = appRecord(
            { gpu: ["H100"], minMemory: 9, minCpu: 1 },
            { owner: "o2", status: "inactive", platform: "p", isPublic: true },
        );
        const found = evaluate([other], rules, resolve(text), TODAY).findings;
        expect(found.map(({ rule, enforcementLevel }) => `${rule} ${enforcementLevel}`)).toEqual([
            "app-private mandatory",
            "cpu-minimum advisory",
            "gpu-allowed mandatory",
            "memory-maximum advisory",
            "owner-allowed mandatory",
            "platform-allowed mandatory",
            "status-allowed mandatory",
        ]);
    });

    it("name no more of a rules file than it may hold", () => {
        const many = Array.from({ length: 1001 }, (_, index) =>
            appRecord({}, { owner: `o${index}`, tag: `a${index}@1.0`, name: `a${index}` }),
        );
        const { started, postponed } = startingRules(many, TODAY, "s");
        expect(started).not.toContain("owner-allowed");
        expect(started).toContain("status-allowed");
        expect(postponed.map(({ rule }) => rule)).not.toContain("owner-allowed");
    });

    it("have none that could not judge the apps", () => {
        const { text, started, unjudged } = startingRules([appRecord()], TODAY, "s", ["isPublic"]);
        expect(started).toContain("platform-allowed");
        expect(text).not.toContain("app-private");
        expect(unjudged).toEqual([
            { rule: "app-private", facts: ["isPublic"], tags: ["img-gen@4.0"] },
        ]);
    });
});
