import { DocumentError } from "bytenite-core/documents";
import { appRecord } from "../../appRecord.testSupport";
import { SIGNATURE_KEY } from "../../judging/factReader";
import { APP_RESOURCE_TYPE } from "../../judging/kinds/app";
import { readState } from "./state";

const record = appRecord({ gpu: ["h100"] });
const other = appRecord({ gpu: ["t4"] }, { tag: "other@1.0", id: "2", name: "other" });
const read = (outputs: unknown) => readState(JSON.stringify(outputs), "outputs.json");

describe("readState, of a stack's outputs", () => {
    it.each<[string, object, string[]]>([
        [
            "the ready-made stack's",
            { apps: { a: record, b: other }, totals: { apps: 2 } },
            ["img-gen@4.0", "other@1.0"],
        ],
        ["two of the same app", { a: record, b: [{ c: record }] }, ["img-gen@4.0"]],
        ["one output alone, which is an app", record, ["img-gen@4.0"]],
        [
            "what is called as a state's parts",
            { deployment: { a: record }, version: "1", other },
            ["img-gen@4.0", "other@1.0"],
        ],
        ["no app", { url: "https://x", list: [1, null] }, []],
    ])("sees the apps of %s", (_what, outputs, tags) => {
        const { stack, declared, outputs: apps } = read(outputs);
        expect([stack, declared]).toEqual([undefined, []]);
        expect(apps.map(({ tag }) => tag).sort()).toEqual(tags);
    });

    it("refuses what hides secrets, and names the outputs alone", () => {
        const hidden = { a: "[secret]", b: { c: [{ canary: "[secret]" }] }, d: record };
        expect(() => read(hidden)).toThrow(
            new DocumentError([
                "outputs.json: output a, output b: secret, so that nobody knows which apps are in it. Write it with `pulumi stack output --json --show-secrets`",
            ]),
        );
    });

    it("refuses an App that is there by reference only", () => {
        const reference = {
            [SIGNATURE_KEY]: "5cf8f73096256a8f31e491e813e4eb8e",
            urn: `urn:pulumi:prod::shop::${APP_RESOURCE_TYPE}::render`,
        };
        expect(() => read({ a: reference })).toThrow(/output a refers to an App/);
    });

    it.each([
        [
            { steps: [], duration: 1, changeSummary: { same: 1 } },
            "what a preview or an update with --json writes",
        ],
        [{ manifest: {}, resourcePlans: {} }, "a plan of an update"],
        [{ version: 3, checkpoint: { latest: {} } }, "the file of a state backend"],
    ])("does not take another text of Pulumi's for outputs: %j", (text, what) => {
        expect(() => read({ ...text, a: record })).toThrow(
            `outputs.json: is ${what}. It must be what \`pulumi stack export`,
        );
    });

    it.each([{}, { version: 3 }, [], null, 5, "x"])("takes %j for no outputs", (value) => {
        expect(() => read(value)).toThrow(
            /has no deployment\. It must be what .* or `pulumi stack output/,
        );
    });
});
