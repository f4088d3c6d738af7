import { rules } from "../rules";
import { settingSchemas } from "./commonSettings";

/** Their values are known, so that anything else is refused. */
const WITHOUT_NAMES = ["gpu-vendor.allow", "gpu-vendor.deny"];

const lists = rules.flatMap((rule) =>
    Object.entries(settingSchemas(rule))
        .filter(([, { type }]) => type === "array")
        .map(([setting, { items }]): [string, unknown] => [`${rule.name}.${setting}`, items]),
);

describe("no list of names takes one that begins with !, which would cover nothing", () => {
    it.each(lists.filter(([name]) => !WITHOUT_NAMES.includes(name)))("%s", (_name, items) => {
        const { pattern } = items as { pattern: string };
        expect("!h100").not.toMatch(new RegExp(pattern));
        expect("h100").toMatch(new RegExp(pattern));
    });
});
