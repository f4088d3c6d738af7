import { statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { DocumentError, parseJson } from "../../documents/jsonText";
import { readTextFile, TextFileError } from "../../documents/textFile";
import { showFile, showText } from "../../model";
import * as v from "valibot";
import { InvalidSettingError } from "../errors";
import type { Environment } from "./environment";
import type { Source } from "./sources";

const fileSchema = v.pipe(
    // Valibot takes a list for an object without keys.
    v.custom<object>((value) => typeof value === "object" && !Array.isArray(value)),
    v.strictObject({
        endpoint: v.optional(v.string()),
        apiKey: v.optional(v.string()),
        accessToken: v.optional(v.string()),
    }),
);

type FileContent = v.InferOutput<typeof fileSchema>;

const NAMES: readonly string[] = ["endpoint", "apiKey", "accessToken"];
const EXPECTED =
    'a JSON object with the keys "apiKey" or "accessToken", and "endpoint" where needed';
/** A token is 7,000 characters at most. */
const LARGEST_BYTES = 64 * 1024;
const READABLE_BY_OTHERS = 0o004;

/** The files that a warning was given about. One for each process is enough. */
const warnedAbout = new Set<string>();

/**
 * The credentials file as a place where settings stand, BYTENITE_CREDENTIALS_FILE or the one in the user's
 * folder; where there is none, it has no settings. Read at most once, and only when it is asked for a setting
 * that it may have: `get` throws InvalidSettingError, without a part of the file.
 *
 * @param warn tells a person of what is no failure. Absent: nobody is told
 */
export function credentialsFileSource(
    environment: Environment,
    warn?: (message: string) => void,
): Source {
    const path = environment.BYTENITE_CREDENTIALS_FILE || defaultPath(environment);
    let content: FileContent | undefined;
    return {
        where: `in the file ${showFile(path ?? "credentials.json")}`,
        nameOf: (name) => (NAMES.includes(name) ? name : undefined),
        get: (name) => {
            if (path === undefined || !NAMES.includes(name)) return undefined;
            if (!content) {
                content = readCredentialsFile(path);
                if (warn && (content.apiKey || content.accessToken)) warnOfReaders(path, warn);
            }
            return content[name as keyof FileContent];
        },
    };
}

/** `undefined`: the user has no folder, as in a container that runs under a number that nobody has. */
function defaultPath({ XDG_CONFIG_HOME: given }: Environment): string | undefined {
    try {
        return join(given || join(homedir(), ".config"), "bytenite", "credentials.json");
    } catch {
        return undefined;
    }
}

function readCredentialsFile(path: string): FileContent {
    const refuse = (problem: string) =>
        new InvalidSettingError(`The credentials file ${showFile(path)} ${problem}`);
    let text: string;
    try {
        text = readTextFile(path, { largest: LARGEST_BYTES });
    } catch (error) {
        if (!(error instanceof TextFileError)) throw error;
        if (error.reason === "ENOENT" || error.reason === "ENOTDIR") return {};
        throw refuse(`can't be used: ${error.problem}.`);
    }
    const parsed = parse(text, `The credentials file ${path}`);
    const result = v.safeParse(fileSchema, parsed);
    if (!result.success) {
        const key = v.getDotPath(result.issues[0]);
        throw refuse(`is wrong${key ? ` at ${showText(key)}` : ""}. It must be ${EXPECTED}.`);
    }
    return result.output;
}

function parse(text: string, shownAs: string): unknown {
    try {
        return parseJson(text, shownAs);
    } catch (error) {
        if (!(error instanceof DocumentError)) throw error;
        throw new InvalidSettingError(`${error.message}. It must be ${EXPECTED}.`);
    }
}

function warnOfReaders(path: string, warn: (message: string) => void): void {
    // Windows tells no such bits.
    if (process.platform === "win32" || warnedAbout.has(path)) return;
    const { mode = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {};
    if ((mode & READABLE_BY_OTHERS) === 0) return;
    warnedAbout.add(path);
    warn(
        `Everybody on this machine can read the credentials file ${showFile(path)}. Keep it to yourself: chmod 600.`,
    );
}
