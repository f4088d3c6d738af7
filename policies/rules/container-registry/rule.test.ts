import { observedGpuVocabulary } from "bytenite-core/model";
import fc from "fast-check";
import { appRecord } from "../../appRecord.testSupport";
import { runs } from "../../../dev/support/propertyRuns";
import { rule } from "./rule";

const context = { today: "2026-01-15", gpus: observedGpuVocabulary };

function isAllowed(container: string, allow: string[]): boolean {
    const platformConfig = { container, privateImage: false, secrets: [] };
    return rule.evaluate(appRecord({}, { platformConfig }), { allow }, context).length === 0;
}

describe("container-registry", () => {
    const path = fc
        .array(fc.constantFrom("acme", "acme-evil", "ghcr.io", "x"), { minLength: 1, maxLength: 3 })
        .map((parts) => parts.join("/"));
    const name = fc
        .tuple(fc.constantFrom("docker.io", "ghcr.io", "localhost:5000", "ghcr.io.evil.com"), path)
        .filter(([registry, of]) => registry !== "docker.io" || of.includes("/"))
        .map((parts) => parts.join("/"));

    it("without globs, allows exactly what lies at or below an entry", () => {
        fc.assert(
            fc.property(name, name, (container, entry) => {
                const isBelow = `${container}/`.startsWith(`${entry}/`);
                expect(isAllowed(container, [entry])).toBe(isBelow);
            }),
            { numRuns: runs(300) },
        );
    });

    it("allows no less when the list grows", () => {
        fc.assert(
            fc.property(name, fc.array(name), name, (container, allow, entry) => {
                fc.pre(isAllowed(container, allow));
                expect(isAllowed(container, [entry, ...allow])).toBe(true);
            }),
        );
    });

    it("never throws, whatever the image and the entry", () => {
        const text = fc.string({ unit: fc.constantFrom(..."aA0.:/@[]*?-\\ é"), maxLength: 12 });
        fc.assert(
            fc.property(text, text, (container, entry) => {
                expect([true, false]).toContain(isAllowed(container, [entry]));
            }),
        );
    });
});

describe("the schema of container-registry's allow", () => {
    const { items } = rule.settings.allow ?? {};
    const { pattern } = items as { pattern: string };

    it.each([
        "ghcr.io",
        "GHCR.io",
        "localhost:5000",
        "[::1]:5000/x",
        "docker.io/acme",
        "acme/*",
        "python",
        "ghcr.io/acme/ml-?/render_*",
    ])("accepts %s", (entry) => {
        expect(entry).toMatch(new RegExp(pattern));
    });

    it.each([
        "",
        "*",
        "*/acme",
        "*.io/acme",
        "https://ghcr.io",
        "ghcr.io/",
        "ghcr.io//acme",
        "ghcr.io/Acme",
        "python:3.12",
        "acme/render:1",
        "acme/render@sha256:0",
        "ghcr.io acme",
    ])("refuses %j, which could allow nothing", (entry) => {
        expect(entry).not.toMatch(new RegExp(pattern));
    });
});
