import * as fs from "node:fs";
import { basename, join } from "node:path";

/**
 * Puts links to files into a folder, under the files' names. Each link changes at once, so that
 * somebody who is just starting a command finds the old file or the new one.
 * @param {string} folder
 * @param {string[]} files
 */
export function addLinks(folder, files) {
    fs.mkdirSync(folder, { recursive: true });
    files.forEach((file) => {
        const path = join(folder, basename(file));
        if (target(path) !== file) {
            const draft = `${path}.new`;
            fs.rmSync(draft, { force: true });
            fs.symlinkSync(file, draft);
            fs.renameSync(draft, path);
        }
    });
}

/**
 * Removes what is in a folder besides the links to these files.
 * @param {string} folder
 * @param {string[]} files
 */
export function removeOtherLinks(folder, files) {
    const names = files.map((file) => basename(file));
    fs.readdirSync(folder)
        .filter((name) => !names.includes(name))
        .forEach((name) => fs.rmSync(join(folder, name), { force: true }));
}

function target(path) {
    try {
        return fs.readlinkSync(path);
    } catch {
        return undefined;
    }
}
