import { observedGpuVocabulary } from "bytenite-core/model";
import { appRecord } from "../../appRecord.testSupport";
import { SettingError } from "../../contract/settingError";
import { rule } from "./rule";

const context = { today: "2026-01-15", gpus: observedGpuVocabulary };
const judge = (pattern: string, name: string) => () =>
    rule.evaluate(appRecord({}, { name }), { pattern }, context);

describe("name-pattern", () => {
    it.each(["img-gen", ""])("ends the run where the pattern is none, for the name %j", (name) => {
        let thrown: unknown;
        try {
            judge("(abc", name)();
        } catch (error) {
            thrown = error;
        }
        const message =
            'The setting pattern of name-pattern is not a regular expression: missing closing ): "(abc"';
        expect(thrown).toBeInstanceOf(SettingError);
        expect(thrown).toMatchObject({
            code: "SETTING_INVALID",
            message,
            stack: `${message} [SETTING_INVALID]`,
        });
    });

    it("ends the run where the pattern looks around, which takes more than linear time", () => {
        expect(judge("(?=img).*", "img-gen")).toThrow(
            'not a regular expression: invalid or unsupported Perl syntax: "(?="',
        );
    });

    it.each([
        ["a".repeat(1001), "The setting pattern of name-pattern is longer than 1000 characters"],
        [
            "a{0,1000}".repeat(4),
            "The setting pattern of name-pattern is a regular expression of more than 5000 steps: its counted repetitions are too large",
        ],
    ])("ends the run where the pattern is too large: %.20s", (pattern, message) => {
        expect(judge(pattern, "img-gen")).toThrow(message);
    });
});
