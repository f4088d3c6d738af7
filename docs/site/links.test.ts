import { readFileSync } from "node:fs";
import { join } from "node:path";
import { anchorsIn, DeadLinkError, linkOnSite, linksIn } from "./links";
import { markdownFiles, pageOfFile, REPOSITORY } from "./pages";
import { groupsOfPages } from "./sidebar";

// What a generator puts into a page lies elsewhere than the page.
const FILES = markdownFiles().filter((file) => !file.startsWith("docs/generate/"));
const URL = "https://repository.test";

describe("each Markdown file of the repository", () => {
    it.each(FILES)("%s links to what is there", (file) => {
        const text = readFileSync(join(REPOSITORY, file), "utf8");
        const dead = linksIn(text).filter((link) => {
            try {
                linkOnSite(link, file, URL);
                return false;
            } catch (error) {
                if (error instanceof DeadLinkError) return true;
                throw error;
            }
        });
        expect(dead).toEqual([]);
    });
});

describe("a link on the site", () => {
    it.each([
        ["reports.md", "/reports.md"],
        ["own-rules.md#the-module", "/own-rules.md#the-module"],
        ["../policies/rules/gpu-allowed/README.md", "/rules/gpu-allowed.md"],
        ["../examples/own-rules/", "/examples/own-rules.md"],
        ["../policies/index.ts", `${URL}/blob/main/policies/index.ts`],
        ["../LICENSE", `${URL}/blob/main/LICENSE`],
        ["https://example.com/a", "https://example.com/a"],
    ])("%s leads to %s", (link, expected) => {
        expect(linkOnSite(link, "docs/html-report.md", URL)).toBe(expected);
    });

    it.each(["report.md", "reports.md#no-such-heading", "#no-such-heading", "../../../etc/passwd"])(
        "%s is refused",
        (link) => {
            expect(() => linkOnSite(link, "docs/html-report.md", URL)).toThrow(DeadLinkError);
        },
    );
});

it("the anchors of headings are those that GitHub gives", () => {
    const text =
        "# `new App(name, { tag?, a? }, opts?)`\n## A & b\n### A & b\n```sh\n# no heading\n```\n";
    expect([...anchorsIn(text)]).toEqual(["new-appname--tag-a--opts", "a--b", "a--b-1"]);
});

describe("the sidebar", () => {
    const groups = groupsOfPages();
    const links = groups.flatMap(({ items }) => items.map(({ link }) => link.slice(1)));

    it("has every page but the first one, once", () => {
        const pages = FILES.flatMap((file) => pageOfFile(file)?.replace(/\.md$/, "") ?? []);
        expect([...links, "index"].sort()).toEqual(pages.sort());
    });

    it("has a place for each page: name it in GROUPS", () => {
        expect(groups.find(({ text }) => text === "More")?.items ?? []).toEqual([]);
    });
});
