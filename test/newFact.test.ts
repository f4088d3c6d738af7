import { execFile } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import typescript from "typescript";
import { changedSince, copyCheckout, sourcesIn } from "../dev/support/checkoutCopy";
import { REPOSITORY } from "../dev/support/stack";

const execute = promisify(execFile);
const MOST_FILES = 4;
const ROOMS = ["core", "provider", "policies", "emulator"];
const COPIED = [...ROOMS, "dev", "docs", "test", "index.ts", "package.json", "package-lock.json"];
const SETTINGS = ["tsconfig.json", "tsconfig.test.json", ".prettierrc.json", "jest.config.js"];

/** What the example puts into a file, and before which line. */
const INSERTIONS: readonly [file: string, language: string, before: RegExp][] = [
    ["core/model/openapi/published-apps.json", "json", /^( +)"userName": \{$/m],
    ["core/model/openapi/bytenite.openapi.yaml", "yaml", /^( +)userName:$/m],
    ["core/model/appFacts.ts", "ts", /^( +)description: fact\("text"\),$/m],
];

/** The code block after the mention of a file, as if it stood at the left margin. */
function exampleOf(file: string, language: string, guide: string): string {
    const [, margin = "", block = ""] =
        new RegExp(`\`${file}\`[^]*?\n( *)\`\`\`${language}\n([^]*?)\n *\`\`\``).exec(guide) ?? [];
    return block.replaceAll(new RegExp(`^${margin}`, "gm"), "");
}

/** An app goes from the emulator to an `App`, to its record and to what policies see. */
const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { startEmulator } from "bytenite-emulator";
import { App } from "pulumi-bytenite";
import { readApp } from "./policies/dist/judging/facts";

async function main() {
    const emulator = await startEmulator({
        apiKeys: ["key"],
        catalogue: { apps: [{ name: "render", version: "1.0", region: "eu-west" }] },
    });
    const resources: object[] = [];
    await pulumi.runtime.setMocks({
        newResource: ({ name, inputs }) => {
            resources.push(inputs);
            return { id: name, state: inputs };
        },
        call: () => ({}),
    });
    const app = new App("render", { tag: "render" }, { settings: { endpoint: emulator.url, apiKey: "key" } });
    const record = await new Promise<object>((resolve) => app.record().apply(resolve));
    const output = await new Promise<string>((resolve) => app.region.apply(resolve));
    const [properties = {}] = resources;
    const shown = (of: object) => readApp({ kind: "output", properties: { ...of }, place: "it" }).region;
    await emulator.close();
    console.log(JSON.stringify({ output, record: shown(record), properties: shown(properties) }));
}
void main();
`;

/** What an editor shows at a word of a file. */
function hoverText(file: string, word: string): string {
    const host: typescript.LanguageServiceHost = {
        ...typescript.sys,
        getCompilationSettings: () => ({
            strict: true,
            module: typescript.ModuleKind.Node16,
            moduleResolution: typescript.ModuleResolutionKind.Node16,
            target: typescript.ScriptTarget.ES2022,
        }),
        getScriptFileNames: () => [file],
        getScriptVersion: () => "1",
        getScriptSnapshot: (path) => {
            const text = typescript.sys.readFile(path);
            return text === undefined ? undefined : typescript.ScriptSnapshot.fromString(text);
        },
        useCaseSensitiveFileNames: () => typescript.sys.useCaseSensitiveFileNames,
        getDefaultLibFileName: typescript.getDefaultLibFilePath,
    };
    const place = readFileSync(file, "utf8").indexOf(word) + word.length - 1;
    const info = typescript.createLanguageService(host).getQuickInfoAtPosition(file, place);
    return typescript.displayPartsToString(info?.documentation);
}

describe("the example of a new fact in CONTRIBUTING.md", () => {
    let copy: string;

    beforeAll(async () => {
        copy = await copyCheckout("new-fact", { copied: [...COPIED, ...SETTINGS], linked: [] });
    });
    afterAll(() => rmSync(copy, { recursive: true, force: true }));

    test(`changes ${MOST_FILES} files and arrives everywhere`, async () => {
        const before = sourcesIn(copy);
        const guide = readFileSync(join(REPOSITORY, "CONTRIBUTING.md"), "utf8");
        const node = (script: string, ...args: string[]) =>
            execute(process.execPath, [join(copy, "node_modules", script), ...args], { cwd: copy });

        for (const [file, language, line] of INSERTIONS) {
            const example = exampleOf(file, language, guide);
            const text = readFileSync(join(copy, file), "utf8");
            const indentation = line.exec(text)?.[1] ?? "";
            expect(indentation).not.toBe("");
            const lines = example.split("\n").map((one) => `${indentation}${one}\n`);
            writeFileSync(join(copy, file), text.replace(line, `${lines.join("")}$&`));
        }
        const types = "core/model/api.generated.ts";
        const api = "core/model/openapi/bytenite.openapi.yaml";
        await node("openapi-typescript/bin/cli.js", api, "--output", types);
        await node("prettier/bin/prettier.cjs", "--write", "--log-level=warn", types);

        const changed = changedSince(before, copy);
        expect(changed).toEqual([types, "core/model/appFacts.ts", api, INSERTIONS[0]?.[0]]);
        expect(changed.length).toBeLessThanOrEqual(MOST_FILES);
        await node("prettier/bin/prettier.cjs", "--check", ...changed);

        await node("typescript/bin/tsc", "--build", ...ROOMS);
        await node("typescript/bin/tsc", "--project", "tsconfig.test.json");

        const program = join(copy, "program.ts");
        writeFileSync(program, PROGRAM);
        const { stdout } = await node("ts-node/dist/bin.js", "--transpile-only", program);
        expect(JSON.parse(stdout)).toEqual({
            output: "eu-west",
            record: "eu-west",
            properties: "eu-west",
        });
        expect(hoverText(program, "app.region")).toBe(
            "Where the app's jobs run, for example eu-west. Source: appApp.region.",
        );
    });
});
