import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { InvalidSettingError } from "./client/errors";

const fileSchema = v.strictObject({
    endpoint: v.optional(v.string()),
    apiKey: v.optional(v.string()),
    accessToken: v.optional(v.string()),
});

type FileContent = v.InferOutput<typeof fileSchema>;

/**
 * The credentials file, or the settings of none. Read at most once, and only when it is asked for a setting
 * that it may have.
 *
 * @throws InvalidSettingError from `get`, without a part of the file
 */
export function credentialsFile(environment: Record<string, string | undefined>): {
    path: string;
    get: (name: string) => unknown;
} {
    const configurationFolder = environment.XDG_CONFIG_HOME || join(homedir(), ".config");
    const path =
        environment.BYTENITE_CREDENTIALS_FILE ||
        join(configurationFolder, "bytenite", "credentials.json");
    let content: FileContent | undefined;
    return {
        path,
        get: (name) => {
            if (!isFileSetting(name)) return undefined;
            content ??= readCredentialsFile(path);
            return content[name];
        },
    };
}

function isFileSetting(name: string): name is keyof FileContent {
    return name in fileSchema.entries;
}

function readCredentialsFile(path: string): FileContent {
    let text: string;
    try {
        text = readFileSync(path, "utf8");
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "ENOENT" || code === "ENOTDIR") return {};
        throw new InvalidSettingError(`The credentials file ${path} can't be read (${code}).`);
    }
    const expected =
        'a JSON object with the keys "apiKey" or "accessToken", and "endpoint" where needed';
    let parsed: unknown;
    try {
        parsed = JSON.parse(text);
    } catch {
        // The parser's own message repeats a part of the file.
        throw new InvalidSettingError(
            `The credentials file ${path} is not JSON. It must be ${expected}.`,
        );
    }
    const result = v.safeParse(fileSchema, parsed);
    if (!result.success) {
        const key = v.getDotPath(result.issues[0]);
        throw new InvalidSettingError(
            `The credentials file ${path} is wrong${key ? ` at "${key}"` : ""}. It must be ${expected}.`,
        );
    }
    return result.output;
}
