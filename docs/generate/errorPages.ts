import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CLIENT_CODES } from "../../core/client/errorCodes";
import { DOCUMENT_CODES } from "../../core/documents/errorCodes";
import { EMULATOR_CODES } from "../../emulator/errorCodes";
import { POLICY_CODES } from "../../policies/contract/errorCodes";
import { PROVIDER_CODES } from "../../provider/session/errorCode";

/** docs/errors. */
export const ERROR_PAGES = join(__dirname, "../errors");

/** Every code that there is, by what it is about. */
export const CODES: Readonly<Record<string, readonly string[]>> = {
    "Asking ByteNite, and the lock file": CLIENT_CODES,
    "Pulumi programs (`pulumi-bytenite`)": PROVIDER_CODES,
    "Rules (`pulumi-bytenite-policies`)": POLICY_CODES,
    "Files and command lines": DOCUMENT_CODES,
    "The emulator (`bytenite-emulator`)": EMULATOR_CODES,
};

/** The parts of an error's page. */
export interface ErrorPage {
    meaning: string;
    /** Commands for a shell. */
    reproduction: string;
    remedy: string;
}

/** @throws Error for a page of another form: one meaning, one block of commands, one list of what to do */
export function readErrorPage(code: string): ErrorPage {
    const text = readFileSync(join(ERROR_PAGES, `${code}.md`), "utf8");
    const form =
        /^# ([A-Z_]+)\n\n([^\n]+)\n\n## Reproduce it\n\n```sh\n([^]*?)\n```\n\n## What to do\n\n((?:- [^\n]+\n)+)$/;
    const [, title, meaning = "", reproduction = "", remedy = ""] = form.exec(text) ?? [];
    if (title !== code) throw new Error(`docs/errors/${code}.md has not the form of a page`);
    return { meaning, reproduction, remedy };
}

/** docs/errors/README.md: what each code means. */
export function errorsIndex(): string {
    return [
        "# Errors",
        "Every message of an error ends with its code in brackets: `There is no app for the tag … [NOT_FOUND]`. The code never changes its meaning; the words before it may. Programs find it in `error.code`.",
        "Each code has a page. It says what the code means, how to reproduce it, and what to do. The packages have the pages too, so that you need no network:",
        "```sh\nnpx pulumi-bytenite explain NOT_FOUND\nnpx bytenite-policies explain NOT_FOUND\n```",
        ...Object.entries(CODES).flatMap(([title, codes]) => [
            `## ${title}`,
            ["| code | meaning |", "| --- | --- |", ...codes.map(row)].join("\n"),
        ]),
        "## To run a reproduction",
        "Each one begins in an empty folder that has the packages:",
        "```console\nnpm install @pulumi/pulumi @pulumi/policy pulumi-bytenite pulumi-bytenite-policies bytenite-emulator\n```",
        "Where it runs `pulumi`, the folder is also a Pulumi project with a stack:",
        "```console\nprintf 'name: shop\\nruntime: nodejs\\nmain: index.mjs\\n' > Pulumi.yaml\npulumi stack init dev\n```",
    ].join("\n\n");
}

function row(code: string): string {
    const { meaning } = readErrorPage(code);
    return `| [${code}](${code}.md) | ${meaning.replaceAll("|", "\\|")} |`;
}
