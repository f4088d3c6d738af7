import fc from "fast-check";
import { runs } from "../../dev/support/propertyRuns";
import {
    covers,
    mayMeet,
    parseStackName,
    parseStackPattern,
    showStack,
    type Coverage,
    type StackPattern,
} from "./stackPattern";

const STACK = { organization: "acme", project: "shop", stack: "prod" };

function parse(text: string): StackPattern {
    const pattern = parseStackPattern(text);
    if ("problem" in pattern) throw new Error(pattern.problem);
    return pattern;
}
function coverage(text: string, stack: Parameters<typeof covers>[1] = STACK): Coverage {
    return covers(parse(text), stack);
}

const part = fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/);
const identities = fc.record({ organization: part, project: part, stack: part });

describe("a pattern of stacks", () => {
    it.each(["prod", "shop/prod", "acme/shop/prod"])("takes a stack by its name: %s", (text) => {
        expect(coverage(text)).toBe(true);
        expect(coverage(text, { ...STACK, stack: "dev" })).toBe(false);
    });

    it.each(["*", "*/*", "*/*/*", "shop/*", "*/prod", "*/pro?", "acme/*/prod", "ac*/s*p/p*"])(
        "may have globs: %s",
        (text) => expect(coverage(text)).toBe(true),
    );

    it.each(["*/pro", "*/p", "hop/prod", "other/*", "other/shop/prod", "Shop/prod", "*op/dev"])(
        "covers no other stack: %s",
        (text) => expect(coverage(text)).toBe(false),
    );

    it("has globs that end at the slash", () => {
        expect(coverage("s*prod/*")).toBe(false);
        expect(coverage("*/p*", { project: "a", stack: "x" })).toBe(false);
    });

    it("can't tell where it asks for an organization of which nothing is told", () => {
        const { organization: _, ...untold } = STACK;
        expect(coverage("acme/shop/prod", untold)).toBe("untold");
        expect(coverage("*/shop/prod", untold)).toBe(true);
        expect(coverage("acme/shop/dev", untold)).toBe(false);
    });

    it.each([
        ["a/b/c/d", "more parts"],
        ["/prod", "an empty part"],
        ["prod/", "an empty part"],
        ["shop//prod", "an empty part"],
        ["", "an empty part"],
        ["shop /prod", "covers no stack"],
        ["shop/prod ", "covers no stack"],
        ["shop\\prod", "covers no stack"],
        ["shop:prod", "covers no stack"],
        ["[dev]", "covers no stack"],
        ["shop/{dev,prod}", "covers no stack"],
        ["!dev", "covers no stack"],
        [
            "dev*",
            'write "*/dev*" for stacks of any project, or "dev*/*" for all stacks of projects',
        ],
        ["?", "may mean projects or stacks"],
    ])("is refused where it covers none or is ambiguous: %j", (text, problem) => {
        expect(parseStackPattern(text)).toEqual({
            problem: expect.stringContaining(problem) as string,
        });
    });

    it("covers every stack by each of its names, and by no other stack's", () => {
        fc.assert(
            fc.property(identities, identities, (identity, other) => {
                const { organization, project, stack } = identity;
                const names = [stack, `${project}/${stack}`, `${organization}/${project}/${stack}`];
                for (const name of names) expect(coverage(name, identity)).toBe(true);
                expect(coverage(showStack(other), identity)).toBe(
                    showStack(other) === showStack(identity),
                );
                expect(parseStackName(showStack(identity))).toEqual(identity);
            }),
        );
    });
});

describe("two patterns of stacks", () => {
    it.each([
        ["prod", "dev"],
        ["*/prod*", "*/dev*"],
        ["*/prod", "*/prod-*"],
        ["shop/*", "web/prod"],
        ["acme/*/*", "other/shop/prod"],
    ])("cover no stack together: %s and %s", (one, other) => {
        expect(mayMeet(parse(one), parse(other))).toBe(false);
    });

    it("may meet where there is a stack that both cover", () => {
        const name = fc.stringMatching(/^[ab]{1,3}$/);
        const pattern = fc
            .array(fc.stringMatching(/^[ab*?]{1,3}$/), { minLength: 3, maxLength: 3 })
            .map((parts) => parts.join("/"));
        const stacks = fc.record({ organization: name, project: name, stack: name });
        fc.assert(
            fc.property(pattern, pattern, stacks, (one, other, stack) => {
                const isBoth = coverage(one, stack) === true && coverage(other, stack) === true;
                const met = mayMeet(parse(one), parse(other));
                expect(met || !isBoth).toBe(true);
                expect(mayMeet(parse(other), parse(one))).toBe(met);
            }),
            { numRuns: runs(1000) },
        );
    });
});

describe("the name of a stack", () => {
    it.each(["dev", "", "/", "a/", "/b", "a/b/c/d", "a/*", "a b/c", "a/b "])(
        "is none: %j",
        (text) => expect(parseStackName(text)).toBeUndefined(),
    );
    it("may go without the organization", () => {
        expect(parseStackName("shop/prod")).toEqual({ project: "shop", stack: "prod" });
    });
});
