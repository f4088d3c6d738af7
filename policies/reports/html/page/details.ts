import type { PageData, PageFinding } from "../data";
import { element } from "./elements";
import { ruleOf } from "./labels";

type Fact = readonly [term: string, ...facts: (Node | string)[]];

/** Everything that is known of a finding. */
export function details(data: PageData, finding: PageFinding): HTMLElement {
    const facts = factsOf(data, finding);
    return element(
        "div",
        { class: "details" },
        element("p", { class: "fix" }, finding.fix),
        element(
            "dl",
            {},
            ...facts.map(([term, ...shown]) =>
                element(
                    "div",
                    {},
                    element("dt", {}, term),
                    ...shown.map((fact) => element("dd", {}, fact)),
                ),
            ),
        ),
    );
}

function factsOf(data: PageData, finding: PageFinding): Fact[] {
    const { id, field, found, limit, setIn, places = [], refused = [] } = finding;
    const waiver = finding.waiver === undefined ? undefined : data.waivers[finding.waiver];
    const rule = data.rules[finding.rule];
    const name = ruleOf(data, finding);
    return [
        ["Field", element("code", {}, field)],
        ["Found", element("code", {}, found)],
        ["Limit", element("code", {}, limit)],
        ...(setIn === undefined ? [] : [["Set in", setIn] as const]),
        ...(places.length === 0 ? [] : [["Where", ...places] as const]),
        ...(waiver
            ? [["Waived", `until ${waiver.expires} by ${waiver.owner}: ${waiver.reason}`] as const]
            : []),
        ...(refused.length === 0 ? [] : [["Waiver", ...refused] as const]),
        [
            "Rule",
            rule?.page === undefined
                ? name
                : element("a", { href: rule.page, rel: "noreferrer" }, name),
            ...(rule ? [rule.description] : []),
        ],
        ["Link", element("a", { href: `#finding-${id}` }, id)],
    ];
}
