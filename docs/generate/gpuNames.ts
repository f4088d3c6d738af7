import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { describeGpuNames } from "../../policies/reports/gpus";
import { loadRulesFile } from "../../policies/rulesFile/load";
import { resolveRules } from "../../policies/rulesFile/resolve";

const SPELLINGS = join(__dirname, "../../core/model/gpu/spellings.yaml");

/** What names of GPUs mean, as people, drivers, clouds and schedulers write them: Markdown. */
export function gpuNamesPage(): string {
    const sections = parse(readFileSync(SPELLINGS, "utf8")) as {
        from: string;
        names: Record<string, string>;
    }[];
    const count = sections.flatMap(({ names }) => Object.keys(names)).length;
    return [
        "# What names of GPUs mean",
        `A name is read by its parts: makers and brands (nvidia, amd, intel, tesla, geforce, quadro, radeon, instinct), a model, its form (SXM, PCIe, NVL, OAM), its memory, a slice of it (MIG), and what schedulers add (\`-SHARED\`, \`:8\`). Case, separators, makers and brands never change what it means; a part that does not fit the model, or a word that is no part, makes it unknown. A name without a size, of a model that was sold with several, means any of them: a list that allows it allows each, a memory that is required is judged by the smallest, and a memory that is the most allowed by the largest. A slice has its own memory, not the card's.`,
        `These ${count} names are a test, too. On the left what is written, on the right the name that this project gives it, and the memory that a program has. ByteNite was seen to use few of them: \`npx bytenite-policies gpus\` shows every model that is known, and \`gpus NAME\` what one name is taken for.`,
        ...sections.flatMap(({ from, names }) => [`## ${from}`, table(names)]),
    ].join("\n\n");
}

function table(names: Record<string, string>): string {
    const rows = Object.entries(names).map(
        ([name, meaning]) => `| ${name === "" ? "(nothing)" : `\`${name}\``} | ${meaning} |`,
    );
    return ["| name | means |", "| --- | --- |", ...rows].join("\n");
}

/** What the command `gpus` says of names under the rules file that a page has as its example: Markdown. */
export function gpusExample(page: string, names: readonly string[]): string {
    const blocks = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(([, text = ""]) => text);
    const example = blocks.find((text) => text.includes("gpu-allowed:"));
    if (example === undefined) throw new Error("The page has no rules file as its example");
    const folder = mkdtempSync(join(tmpdir(), "bytenite-docs-"));
    try {
        const path = join(folder, "bytenite.rules.yaml");
        // The files that it names are not there.
        writeFileSync(path, example.replace(/^(baseline|lock):.*$/gm, ""));
        const organisation = resolveRules(loadRulesFile(path, folder), undefined);
        const command = ["npx bytenite-policies gpus", ...names].join(" ");
        return ["```console", `$ ${command}`, describeGpuNames(names, organisation), "```"].join(
            "\n",
        );
    } finally {
        rmSync(folder, { recursive: true });
    }
}
