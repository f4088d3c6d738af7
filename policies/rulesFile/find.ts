import { existsSync } from "node:fs";
import { dirname, join, parse, resolve } from "node:path";
import { DocumentError } from "bytenite-documents";

/** The name that a rules file has unless BYTENITE_RULES_FILE names another one. */
export const RULES_FILE_NAME = "bytenite.rules.yaml";

/**
 * Path of the organisation's rules file: BYTENITE_RULES_FILE, else the nearest bytenite.rules.yaml in
 * or above one of the folders. `undefined`: there is none.
 *
 * @param folders the first one that has a file in or above it wins
 * @throws DocumentError when BYTENITE_RULES_FILE names a file that does not exist
 */
export function findRulesFile(
    environment: NodeJS.ProcessEnv,
    folders: readonly string[],
): string | undefined {
    const named = environment.BYTENITE_RULES_FILE;
    if (named) {
        const path = resolve(folders[0] ?? ".", named);
        if (existsSync(path)) return path;
        throw new DocumentError([
            `There is no rules file at ${path}, which the environment variable BYTENITE_RULES_FILE names`,
        ]);
    }
    return folders.flatMap(upwards).find((path) => existsSync(path));
}

function upwards(folder: string): string[] {
    const here = join(folder, RULES_FILE_NAME);
    return folder === parse(folder).root ? [here] : [here, ...upwards(dirname(folder))];
}
