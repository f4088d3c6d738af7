import { rules } from "../../../policies/rules";
import { loadRulesFile } from "../../../policies/rulesFile/load";
import { RULES_FILE } from "../contestants";

/** What a rule has a setting for, but judges by without one. */
const WITH_DEFAULTS = [
    "container-tag",
    "gpu-known",
    "platform-allowed",
    "status-allowed",
    "waiver-expiring",
];

it("every rule that has settings has some in the bench's rules file", () => {
    const { definition } = loadRulesFile(RULES_FILE, "");
    const set = Object.keys(definition.rules ?? {});

    const forgotten = rules
        .filter(({ settings }) => Object.keys(settings).length > 0)
        .map(({ name }) => name)
        .filter((name) => !set.includes(name) && !WITH_DEFAULTS.includes(name));

    expect(forgotten).toEqual([]);
});
