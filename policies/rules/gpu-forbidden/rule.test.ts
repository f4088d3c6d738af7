import { appRecord } from "../../appRecord.testSupport";
import { judge } from "../../judging/judge";
import { NO_RULES_FILE } from "../../rulesFile/resolvedRules";
import { rule } from "./rule";

const app = appRecord({ gpu: ["t4"] });
const findings = (settings: Record<string, unknown>) =>
    judge(rule, [app], settings, NO_RULES_FILE, "2026-01-15").findings;

describe("gpu-forbidden", () => {
    it.each([
        ["no setting", {}],
        ["an empty list", { apps: [] }],
        ["another app", { apps: ["etl-*"] }],
    ])("judges nobody with %s", (_what, settings) => {
        expect(findings(settings)).toEqual([]);
    });

    it.each(["img-gen", "img-gen@4.0", "img-*"])("judges the app that %j names", (glob) => {
        expect(findings({ apps: [glob] })).toHaveLength(1);
    });
});
