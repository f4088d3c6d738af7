import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { generateDocuments, type GeneratedDocument } from "./documents";

// With --check, tells which files are not what the code says, and writes none.
const isCheck = process.argv.includes("--check");

void generateDocuments().then((documents) => {
    const drifted = documents.filter(isDrifted);
    if (!isCheck) {
        for (const { path, content } of drifted) writeFileSync(path, content);
        return;
    }
    for (const { path } of drifted) console.log(relative(process.cwd(), path));
    process.exitCode = drifted.length > 0 ? 1 : 0;
});

function isDrifted({ path, content }: GeneratedDocument): boolean {
    return !existsSync(path) || readFileSync(path, "utf8") !== content;
}
