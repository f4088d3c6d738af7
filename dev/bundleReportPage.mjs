import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

// The script and the style of the HTML report, with the libraries that only a browser needs, beside the compiled files.
const repository = fileURLToPath(new URL("..", import.meta.url));
const html = join(repository, "policies/dist/reports/html");

const { metafile, outputFiles } = await build({
    absWorkingDir: repository,
    entryPoints: { page: "policies/reports/html/page/main.ts" },
    outdir: html,
    tsconfigRaw: { compilerOptions: { target: "ES2022" } },
    bundle: true,
    minify: true,
    charset: "utf8",
    legalComments: "none",
    target: ["chrome123", "firefox121", "safari17.5"],
    metafile: true,
    write: false,
    logLevel: "warning",
});
for (const { path, text } of outputFiles) {
    writeFileSync(path, path.endsWith(".js") ? `${licences()}${text}` : text);
}

/** What the libraries' licences want to be kept with copies of them: each report is one. */
function licences() {
    const packages = Object.keys(metafile.inputs)
        // Not always in the repository's own folder: where it is a link, the path leads out of here.
        .map((path) => /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
        .filter((folder) => folder !== undefined);
    const byName = (path) => path.replace(/^.*\bnode_modules\//, "");
    const folders = [...new Set(packages)].sort((a, b) => (byName(a) < byName(b) ? -1 : 1));
    const notices = folders.map((path) => {
        const folder = join(repository, path);
        const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
        const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
        if (!file) throw new Error(`${name} has no file with its licence`);
        const [title, ...rest] = readFileSync(join(folder, file), "utf8").trim().split("\n\n");
        return { title: `${name} ${version}: ${title}`, terms: rest.join("\n\n") };
    });
    const terms = [...new Set(notices.map((notice) => notice.terms))].map((text) =>
        [...notices.filter((notice) => notice.terms === text).map(({ title }) => title), text].join(
            "\n",
        ),
    );
    const text = terms.join("\n\n");
    if (/\*\/|<\//.test(text)) throw new Error("A licence would end the comment or the script");
    return `/*!\n${text}\n*/\n`;
}
