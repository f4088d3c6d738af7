import { dirname } from "node:path";

/** The folder, and those above it. */
export function upwards(folder: string): string[] {
    const parent = dirname(folder);
    return parent === folder ? [folder] : [folder, ...upwards(parent)];
}
