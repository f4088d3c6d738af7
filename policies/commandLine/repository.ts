import { existsSync } from "node:fs";
import { join } from "node:path";
import { upwards } from "bytenite-core/documents";

/** Root of the repository that a folder is in. Without one, the folder itself. */
export function repositoryOf(folder: string): string {
    return upwards(folder).find((each) => existsSync(join(each, ".git"))) ?? folder;
}
