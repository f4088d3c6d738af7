import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import type { Measurements } from "../../dev/bench/measurements";
import { targetsTable, toMarkdown } from "../../dev/bench/report/markdown";
import {
    performanceTable,
    programsTable,
    stateBytesTable,
} from "../../dev/bench/report/performance";
import { rules } from "../../policies/rules";
import { readRuleCases } from "../../policies/rules/ruleCases.testSupport";
import { ERROR_PAGES, errorsIndex } from "./errorPages";
import { conceptsDiagram } from "./conceptsDiagram";
import { gpuNamesPage, gpusExample } from "./gpuNames";
import { licencesPage } from "./licences";
import { referencePages } from "./reference/reference";
import { reportsPage } from "./reports";
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
        readFileSync(join(REPOSITORY, "dev/bench/results/latest.json"), "utf8"),
    ) as Measurements;
    const rulesFile = join(REPOSITORY, "docs/rules-file.md");
    const rulesPage = join(REPOSITORY, "docs/rules.md");
    const performance = join(REPOSITORY, "docs/performance.md");
    const documents = [
        ...rules.map((rule) => ({
            path: join(REPOSITORY, "policies/rules", rule.name, "README.md"),
            content: rulePage(rule, readRuleCases(rule.name)),
        })),
        {
            path: readme,
            content: withGpusExample(
                replacePart(readFileSync(readme, "utf8"), "bench", targetsTable(measurements)),
                ["NVIDIA-A100-PCIE-40GB"],
            ),
        },
        {
            path: rulesFile,
            content: withGpusExample(readFileSync(rulesFile, "utf8"), [
                ...["NVIDIA-A100-SXM4-40GB", "A100", "NVIDIA-A100-SXM4-40GB-MIG-1g.5gb", "L4O"],
            ]),
        },
        {
            path: rulesPage,
            content: replacePart(readFileSync(rulesPage, "utf8"), "rules", rulesTable(rules)),
        },
        { path: join(REPOSITORY, "docs/images/concepts.svg"), content: conceptsDiagram("wide") },
        {
            path: join(REPOSITORY, "docs/images/concepts-narrow.svg"),
            content: conceptsDiagram("narrow"),
        },
        {
            path: join(REPOSITORY, "dev/bench/results/latest.md"),
            content: toMarkdown(measurements),
        },
        { path: join(ERROR_PAGES, "README.md"), content: errorsIndex() },
        ...referencePages(),
        {
            path: performance,
            content: [
                ["ratios", performanceTable(measurements)] as const,
                ["state", stateBytesTable(measurements)] as const,
                ["programs", programsTable(measurements)] as const,
            ].reduce(
                (page, [part, table]) => replacePart(page, part, table),
                readFileSync(performance, "utf8"),
            ),
        },
        { path: join(REPOSITORY, "docs/gpu-names.md"), content: gpuNamesPage() },
        { path: join(REPOSITORY, "docs/sample-apps.md"), content: await sampleAppsPage() },
        { path: join(REPOSITORY, "docs/reports.md"), content: reportsPage() },
        { path: join(REPOSITORY, "docs/dependency-licences.md"), content: licencesPage() },
    ];
    return Promise.all(
        documents.map(async ({ path, content }) => {
            if (path.endsWith(".svg")) return { path, content };
            const options = await resolveConfig(path);
            return { path, content: await format(content, { ...options, filepath: path }) };
        }),
    );
}

/** Puts the command's output into a page whose example is a rules file. */
function withGpusExample(page: string, names: readonly string[]): string {
    return replacePart(page, "gpus", gpusExample(page, names));
}

/** Puts a new text between `<!-- name -->` and `<!-- end of name -->`. */
function replacePart(text: string, name: string, part: string): string {
    const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
    const [before, rest] = text.split(start);
    const [, after] = rest?.split(end) ?? [];
    if (before === undefined || after === undefined) throw new Error(`There is no part "${name}"`);
    return `${before}${start}\n\n${part}\n\n${end}${after}`;
}
