import fc from "fast-check";
import { parse, type DefaultTreeAdapterMap } from "parse5";
import { evilPiece, findDanger } from "../../../dev/support/foreignText";
import { runs } from "../../../dev/support/propertyRuns";
import { anyApp, appRecord } from "../../appRecord.testSupport";
import { NO_RULES_FILE, type ResolvedRules } from "../../rulesFile/resolvedRules";
import type { Run } from "../report";
import { runOf } from "./htmlRun.testSupport";
import { unpack, type PageJson } from "./pack";
import { toPageData } from "./pageData";
import { report } from "./report";

type Node = DefaultTreeAdapterMap["node"];
type Element = DefaultTreeAdapterMap["element"];

const markupPiece = fc.constantFrom(
    ...["</script><script>alert(1)</script>", "<!--", "-->", "<!--<script>", "]]>", "</title><b>"],
    ...["<img src=x onerror=alert(1)>", "\"onclick='x'", "' onfocus='x", "&lt;b&gt;", "</style>"],
    ...["javascript:alert(1)", "\u2028", "\u2029", "<svg/onload=x>", "{{x}}", "${x}", "\\u003c"],
);
const evil = fc
    .array(fc.oneof(markupPiece, evilPiece), { minLength: 1, maxLength: 4 })
    .map((pieces) => pieces.join(""));
const evilApp = fc
    .record({ tag: evil, name: evil, container: evil, gpu: fc.array(evil, { maxLength: 2 }) })
    .map(({ gpu, container, ...names }) =>
        appRecord(
            { gpu },
            { ...names, platformConfig: { container, privateImage: false, secrets: [] } },
        ),
    );

/** Waivers of all kinds for what some rules find. */
const origin = { file: "bytenite.rules.yaml", line: 3 };
const organisation = (text = "x"): ResolvedRules => ({
    ...NO_RULES_FILE,
    source: { file: `${text}.yaml`, environments: [text] },
    configuration: {
        "gpu-allowed": {
            enforcementLevel: "mandatory",
            settings: { allow: ["t4"] },
            origins: { allow: { ...origin, environment: text } },
        },
    },
    waivers: ["2026-01-14", "2026-01-20", "2027-01-01"].map((expires) => ({
        ...{ rule: "memory-minimum", app: "a@*", expires, origin },
        ...{ reason: text, owner: text },
    })),
});

const render = (run: Run) => report.render(run, { hasColor: false, withWaived: false });

function elementsOf(html: string): Element[] {
    const waiting: Node[] = [parse(html)];
    const found: Element[] = [];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
        if ("tagName" in node) found.push(node);
        if ("childNodes" in node) waiting.push(...node.childNodes);
    }
    return found.reverse();
}

function jsonOf(elements: readonly Element[]): PageJson {
    const data = elements.find(({ attrs }) => attrs.some(({ value }) => value === "data"));
    const text = data?.childNodes[0];
    if (!text || !("value" in text)) throw new Error("no data");
    return JSON.parse(text.value) as PageJson;
}

/** What of a document is markup: its elements without links and numbers of findings, and their attributes. */
function skeleton(elements: readonly Element[]): Set<string> {
    return new Set(
        elements.map(({ tagName, attrs }) =>
            [tagName, ...attrs.filter(({ name }) => name !== "href").map(toText)].join(" "),
        ),
    );
}

function toText({ name, value }: { name: string; value: string }): string {
    return `${name}=${value}`;
}

describe("the HTML report", () => {
    it("is the same for the same run, byte by byte, and parses without an error", () => {
        fc.assert(
            fc.property(fc.array(anyApp, { maxLength: 4 }), (apps) => {
                const html = render(runOf(apps, organisation()));
                expect(html).toBe(render(runOf(structuredClone(apps), organisation())));
                const errors: string[] = [];
                parse(html, { onParseError: ({ code }) => errors.push(code) });
                expect(errors).toEqual([]);
            }),
            { numRuns: runs(20) },
        );
    });

    it("has every finding of the run, under its id", () => {
        fc.assert(
            fc.property(fc.array(anyApp, { maxLength: 4 }), (apps) => {
                const run = runOf(apps, organisation());
                const { findings, subjects, rules } = jsonOf(elementsOf(render(run)));
                const shown = unpack(findings);
                expect(shown).toEqual(toPageData(run).findings);
                const all = [
                    ...run.findings,
                    ...run.waived.map(({ finding }) => finding),
                    ...run.accepted,
                ];
                expect(shown.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
                expect(shown.map(({ rule }) => rules[rule]?.name)).toEqual(all.map((f) => f.rule));
                expect(shown.map(({ subject }) => subjects[subject]?.label)).toEqual(
                    all.map(({ tag }) => tag || "the stack"),
                );
            }),
            { numRuns: runs(20) },
        );
    });

    it("takes no text of a catalogue, a rules file or a stack for markup, and shows nothing unseen", () => {
        // Refused, advised and nothing judged: each has its own verdict.
        const harmless = [[appRecord({ gpu: ["x"] })], [appRecord()], []];
        const known = new Set(
            harmless.flatMap((apps) => [
                ...skeleton(elementsOf(render(runOf(apps, organisation())))),
            ]),
        );
        fc.assert(
            fc.property(fc.array(evilApp, { minLength: 1, maxLength: 3 }), evil, (apps, text) => {
                const elements = elementsOf(render(runOf(apps, organisation(text), text)));
                for (const each of skeleton(elements)) expect(known).toContain(each);
                for (const { attrs } of elements) {
                    for (const { name, value } of attrs) {
                        if (name === "href") expect(value).toMatch(/^#/);
                    }
                }
                for (const line of JSON.stringify(jsonOf(elements)).split('"')) {
                    expect(findDanger(line)).toBeUndefined();
                }
            }),
            { numRuns: runs(40) },
        );
    });

    it("allows its own script and style, and nothing else", () => {
        const [policy] = elementsOf(render(runOf([], NO_RULES_FILE)))
            .filter(({ attrs }) => attrs.some(({ value }) => value === "Content-Security-Policy"))
            .map(({ attrs }) => attrs.find(({ name }) => name === "content")?.value);
        expect(policy).toMatch(
            /^default-src 'none'; script-src 'sha256-[^' ]+'; style-src 'sha256-[^' ]+'; base-uri 'none'; form-action 'none'$/,
        );
    });
});
