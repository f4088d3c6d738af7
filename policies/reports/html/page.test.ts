import fc from "fast-check";
import { appRecord } from "../../appRecord.testSupport";
import { NO_RULES_FILE } from "../../rulesFile/resolvedRules";
import { runOf } from "./htmlRun.testSupport";
import type { PageFinding } from "./data";
import { binPoints } from "./page/dots";
import { Selection } from "./page/select";
import { spread } from "./page/spread";
import { DEFAULT_VIEW, formatFragment, parseFragment, SORT_KEYS, type View } from "./page/view";
import { toPageData } from "./pageData";

const view: fc.Arbitrary<View> = fc.record({
    anchor: fc.constantFrom("", "findings", "finding-0123456789abcdef"),
    query: fc.string({ unit: "grapheme" }),
    app: fc.string(),
    rule: fc.string(),
    severity: fc.constantFrom("", "high"),
    level: fc.constantFrom("", "mandatory"),
    state: fc.constantFrom("", "open"),
    sort: fc.constantFrom(...SORT_KEYS),
    isDescending: fc.boolean(),
    page: fc.integer({ min: 1, max: 1e6 }),
});

describe("the fragment of the URL", () => {
    it("brings every view back", () => {
        fc.assert(
            fc.property(view, (each) => {
                expect(parseFragment(formatFragment(each))).toEqual(each);
            }),
        );
    });

    it.each(["", "#", "#x?sort=shoe", "#?page=-1&page=x", "#%E0%A4%A?severity=%"])(
        "is never an error: %j",
        (fragment) => {
            expect(parseFragment(fragment)).toMatchObject({ sort: "state", page: 1 });
        },
    );
});

describe("the selection of findings", () => {
    const apps = ["a@1.0", "aa@1.0", "b@1.0"].map((tag, index) =>
        appRecord({ gpu: ["x"], minMemory: index }, { tag }),
    );
    const data = toPageData(runOf(apps, NO_RULES_FILE));
    const selection = new Selection(data);
    const select = (changes: Partial<View>) => selection.select({ ...DEFAULT_VIEW, ...changes });
    const label = ({ subject }: PageFinding) => data.subjects[subject]?.label;
    const rule = (finding: PageFinding) => data.rules[finding.rule]?.name;

    it("is all of them without filters, whatever the order", () => {
        expect(data.findings.length).toBeGreaterThan(9);
        for (const sort of SORT_KEYS) {
            for (const isDescending of [true, false]) {
                const selected = select({ sort, isDescending });
                expect(new Set(selected)).toEqual(new Set(data.findings));
                expect(selected).toHaveLength(data.findings.length);
            }
        }
    });

    it.each<[Partial<View>, (finding: PageFinding) => boolean]>([
        [{ severity: "high" }, ({ severity }) => severity === "high"],
        [{ level: "advisory" }, ({ level }) => level === "advisory"],
        [{ state: "waived" }, ({ state }) => state === "waived"],
        [{ rule: "gpu-known" }, (finding) => rule(finding) === "gpu-known"],
        [{ app: "a@1.0" }, (finding) => label(finding) === "a@1.0"],
        [{ app: "A@" }, (finding) => /^a/.test(label(finding) ?? "")],
        [{ app: "nowhere" }, () => false],
        [{ query: "GB  b@1.0" }, ({ message }) => /GB/.test(message) && /^b@1/.test(message)],
        [{ query: data.findings[3]?.id ?? "" }, ({ id }) => id === data.findings[3]?.id],
        [
            { severity: "medium", app: "b@1.0" },
            (finding) => finding.severity === "medium" && label(finding) === "b@1.0",
        ],
    ])("is by %j what it says", (changes, isSelected) => {
        expect(new Set(select(changes))).toEqual(new Set(data.findings.filter(isSelected)));
    });

    it("is ordered by a column, in both directions, and within it by what is urgent", () => {
        expect(select({ sort: "severity" }).map(({ severity }) => severity)).toEqual([
            ...data.findings.filter(({ severity }) => severity === "high").map(() => "high"),
            ...data.findings.filter(({ severity }) => severity === "medium").map(() => "medium"),
            ...data.findings.filter(({ severity }) => severity === "low").map(() => "low"),
        ]);
        const labels = select({ sort: "app", isDescending: true }).map(label);
        // The stack has no tag.
        expect(labels.pop()).toBe("the stack");
        expect(labels).toEqual([...labels].sort().reverse());
    });
});

describe("binPoints", () => {
    it("puts apps that ask for the same together, and takes 0 for nothing", () => {
        const apps = [
            [2, 4],
            [2, 4],
            [0, 4],
            [undefined, 4],
            [1, undefined],
        ].map(([minCpu, minMemory], index) =>
            appRecord(
                {
                    ...(minCpu !== undefined && { minCpu }),
                    ...(minMemory !== undefined && { minMemory }),
                },
                { tag: `app-${index}@1.0` },
            ),
        );
        const dots = binPoints(toPageData(runOf(apps, NO_RULES_FILE)));
        expect(dots).toEqual([
            { memory: 4, labels: ["app-2@1.0", "app-3@1.0"], kind: "advisory" },
            { cpu: 1, labels: ["app-4@1.0"], kind: "advisory" },
            { cpu: 2, memory: 4, labels: ["app-0@1.0", "app-1@1.0"], kind: "none" },
        ]);
    });
});

describe("spread", () => {
    it("keeps labels apart and in their order, between the ends where they fit", () => {
        const places = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 5 });
        fc.assert(
            fc.property(places, (wanted) => {
                const found = spread(wanted, 20, [0, 100]);
                const order = wanted.map((_, index) => index);
                order.sort((a, b) => (found[a] ?? 0) - (found[b] ?? 0));
                const ordered = order.map((index) => found[index] ?? 0);
                for (const [index, place] of ordered.entries()) {
                    expect(place).toBeGreaterThanOrEqual(0);
                    expect(place).toBeLessThanOrEqual(100);
                    if (index > 0) {
                        expect(place - (ordered[index - 1] ?? 0)).toBeGreaterThan(20 - 1e-9);
                        const [before, after] = [order[index - 1] ?? 0, order[index] ?? 0];
                        expect(wanted[before]).toBeLessThanOrEqual(wanted[after] ?? 0);
                    }
                }
            }),
        );
    });
});
