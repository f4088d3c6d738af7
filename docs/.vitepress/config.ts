import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DefaultTheme, UserConfig } from "vitepress" with { "resolution-mode": "import" };
import { findDeadLinks } from "../site/checkLinks";
import { useSiteLinks } from "../site/links";
import { breakLongNames } from "../site/longNames";
import { REPOSITORY, markdownFiles, pageOfFile } from "../site/pages";
import { sidebars } from "../site/sidebar";
import { slugOf } from "../site/slug";

const { repository } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as {
    repository: { url: string };
};
const repositoryUrl = repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
const isPage = (file: string) => pageOfFile(file) !== undefined;

const config: UserConfig<DefaultTheme.Config> = {
    title: "ByteNite apps in Pulumi",
    description: "A Pulumi dynamic provider, policies and an emulator for ByteNite apps",
    lang: "en",
    // Pages lie where their code lies: a rule's page in the rule's folder.
    srcDir: "..",
    srcExclude: markdownFiles().filter((file) => !isPage(file)),
    rewrites: (file) => pageOfFile(file) ?? file,
    outDir: join(REPOSITORY, "docs/dist"),
    cacheDir: join(REPOSITORY, ".cache/docs"),
    head: [["link", { rel: "icon", href: "data:," }]],
    markdown: {
        theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
        anchor: { slugify: slugOf },
        config: (parser) => {
            useSiteLinks(parser, repositoryUrl);
            breakLongNames(parser);
        },
    },
    themeConfig: {
        sidebar: sidebars(),
        outline: { level: [2, 3] },
        search: { provider: "local" },
        socialLinks: [{ icon: "github", link: repositoryUrl }],
        editLink: { pattern: `${repositoryUrl}/edit/main/:path`, text: "Edit this page" },
    },
    buildEnd: ({ outDir, site }) => {
        const dead = findDeadLinks(outDir, site.base);
        if (dead.length > 0) throw new Error(`Dead links:\n${dead.join("\n")}`);
    },
};

export default config;
