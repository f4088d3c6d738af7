import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import type { Measurements } from "../../bench/measurements";
import { targetsTable, toMarkdown } from "../../bench/report/markdown";
import { rules } from "../../policies/rules";
import { readRuleCases } from "../../policies/rules/ruleCases.testSupport";
import { licencesPage } from "./licences";
import { rulePage } from "./rulePage";
import { rulesTable } from "./rulesTable";
import { sampleAppsPage } from "./sampleApps";

const REPOSITORY = join(__dirname, "../..");

/** A file that is written from the code. */
export interface GeneratedDocument {
    /** Absolute. */
    path: string;
    content: string;
}

/** Every generated file, with the content that it must have. */
export async function generateDocuments(): Promise<GeneratedDocument[]> {
    const readme = join(REPOSITORY, "README.md");
    const measurements = JSON.parse(
        readFileSync(join(REPOSITORY, "bench/results/latest.json"), "utf8"),
    ) as Measurements;
    const index = join(REPOSITORY, "policies/README.md");
    const documents = [
        ...rules.map((rule) => ({
            path: join(REPOSITORY, "policies/rules", rule.name, "README.md"),
            content: rulePage(rule, readRuleCases(rule.name)),
        })),
        {
            path: readme,
            content: replacePart(readFileSync(readme, "utf8"), "bench", targetsTable(measurements)),
        },
        {
            path: index,
            content: replacePart(readFileSync(index, "utf8"), "rules", rulesTable(rules)),
        },
        {
            path: join(REPOSITORY, "bench/results/latest.md"),
            content: toMarkdown(measurements),
        },
        { path: join(REPOSITORY, "docs/sample-apps.md"), content: await sampleAppsPage() },
        { path: join(REPOSITORY, "docs/dependency-licences.md"), content: licencesPage() },
    ];
    return Promise.all(
        documents.map(async ({ path, content }) => {
            const options = await resolveConfig(path);
            return { path, content: await format(content, { ...options, filepath: path }) };
        }),
    );
}

/** Puts a new text between `<!-- name -->` and `<!-- end of name -->`. */
function replacePart(text: string, name: string, part: string): string {
    const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
    const [before, rest] = text.split(start);
    const [, after] = rest?.split(end) ?? [];
    if (before === undefined || after === undefined) throw new Error(`There is no part "${name}"`);
    return `${before}${start}\n\n${part}\n\n${end}${after}`;
}
