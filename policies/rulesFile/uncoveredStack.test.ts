import { load } from "../testing/rulesInMemory.testSupport";
import { parseStackName } from "./stackPattern";
import { findUncovered } from "./uncoveredStack";

const ENVIRONMENTS = `
environments:
  production: { stacks: ["shop/prod*", "acme/billing/live"] }
  development: { stacks: ["*/dev", staging] }
waivers:
  - { rule: gpu-known, app: a, reason: r, owner: o, expires: 2027-01-01, stacks: [shop/trial] }
`;
const WAIVERS = `
waivers:
  - { rule: gpu-known, app: a, reason: r, owner: o, expires: 2027-01-01, stacks: [shop/trial] }
`;

const ask = (text: string, stack: string) => findUncovered(load(text), parseStackName(stack));
const uncovered = (stack: string, question = "") => [
    `f.yaml:2: no environment covers the stack "${stack}", so that only what is for every stack holds${question}`,
];

describe("a stack that somebody names", () => {
    it.each([
        ["shop/prod"],
        ["shop/prod-eu"],
        ["acme/shop/prod"],
        ["any/dev"],
        ["any/staging"],
        ["acme/billing/live"],
        ["shop/trial"],
    ])("%s is covered", (stack) => {
        expect(ask(ENVIRONMENTS, stack)).toEqual([]);
    });

    it.each([
        ["shop/pord", '; did you mean "shop/prod" of the environment "production"?'],
        ["sohp/prod", '; did you mean "shop/prod" of the environment "production"?'],
        ["acme/shop/pord", '; did you mean "acme/shop/prod" of the environment "production"?'],
        [
            "acne/billing/live",
            '; did you mean "acme/billing/live" of the environment "production"?',
        ],
        ["any/deb", '; did you mean "any/dev" of the environment "development"?'],
        ["any/stagign", '; did you mean "any/staging" of the environment "development"?'],
        ["shop/trail", '; did you mean "shop/trial"?'],
        ["shop/test", ""],
        ["other/place", ""],
    ])("%s is not", (stack, question) => {
        expect(ask(ENVIRONMENTS, stack)).toEqual(uncovered(stack, question));
    });

    it("is no matter where the file has the same for every stack", () => {
        expect(ask("rules: { all: mandatory }", "shop/prod")).toEqual([]);
    });

    it("is asked about where waivers alone name stacks only if it is near to one", () => {
        expect(ask(WAIVERS, "shop/prod")).toEqual([]);
        expect(ask(WAIVERS, "shop/trail")).toEqual([
            'f.yaml:2: no list of stacks covers the stack "shop/trail", so that only what is for every stack holds; did you mean "shop/trial"?',
        ]);
    });

    it("is no matter where nobody names one", () => {
        expect(findUncovered(load(ENVIRONMENTS), undefined)).toEqual([]);
    });
});
