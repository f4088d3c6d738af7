import fc from "fast-check";
import {
    covers,
    parseStackName,
    parseStackPattern,
    showStack,
    type Coverage,
} from "./stackPattern";

const STACK = { organization: "acme", project: "shop", stack: "prod" };

function coverage(text: string, stack: Parameters<typeof covers>[1] = STACK): Coverage {
    const pattern = parseStackPattern(text);
    if ("problem" in pattern) throw new Error(pattern.problem);
    return covers(pattern, stack);
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

describe("the name of a stack", () => {
    it.each(["dev", "", "/", "a/", "/b", "a/b/c/d", "a/*", "a b/c", "a/b "])(
        "is none: %j",
        (text) => expect(parseStackName(text)).toBeUndefined(),
    );
    it("may go without the organization", () => {
        expect(parseStackName("shop/prod")).toEqual({ project: "shop", stack: "prod" });
    });
});
