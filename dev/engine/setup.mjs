import { relative } from "node:path";
import process from "node:process";
import { isSameFile } from "./lib/path.mjs";
import { reportProblems } from "./lib/problem.mjs";
import { setUp } from "./setUp.mjs";

await reportProblems(async () => {
    const { project, node, engine } = await setUp(process.env);
    const short = (file) => (file.startsWith(project.cache) ? relative(project.root, file) : file);
    const origin = isSameFile(node, process.execPath) ? "the one that runs this" : "an npm package";
    console.log(
        [
            "Everything is in place.",
            `  Node    ${short(node)} (${origin})`,
            `  Pulumi  ${short(engine.pulumi)} (${engine.version}, ${engine.origin})`,
            "To use them by hand:",
            `  export PATH="$PWD/${short(project.bin)}:$PWD/node_modules/.bin:$PATH"`,
        ].join("\n"),
    );
});
