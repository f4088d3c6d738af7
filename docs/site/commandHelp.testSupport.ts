import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { REPOSITORY } from "./pages";

/** Our commands, and the file of each. */
export const COMMANDS: Readonly<Record<string, string>> = {
    "bytenite-policies": "policies/bin/bytenite-policies.js",
    "pulumi-bytenite": "provider/bin/pulumi-bytenite.js",
    "bytenite-emulator": "emulator/bin/bytenite-emulator.js",
};

const helps = new Map<string, string>();

/**
 * What a command says with `--help`.
 * @param subcommand "": of the command itself
 */
export function helpOf(command: string, subcommand = ""): string {
    const args = [join(REPOSITORY, COMMANDS[command] ?? ""), subcommand].filter(Boolean);
    const key = args.join(" ");
    const known = helps.get(key);
    if (known !== undefined) return known;
    const { stdout } = spawnSync(process.execPath, [...args, "--help"], { encoding: "utf8" });
    helps.set(key, stdout);
    return stdout;
}

/** The names in the list of commands that a help has. */
export function subcommandsIn(help: string): string[] {
    const [, list = ""] = /^Commands:\n((?: .*\n)+)/m.exec(help) ?? [];
    return [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = ""]) => name);
}

/** The long options that a help lists. */
export function optionsIn(help: string): string[] {
    const [, list = ""] = /^Options:\n((?: .*\n)+)/m.exec(help) ?? [];
    return [...list.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, name = ""]) => name);
}
