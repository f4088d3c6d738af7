import { resolve } from "node:path";
import { DocumentError } from "bytenite-core/documents";
import { showFile, showText, versionTag } from "bytenite-core/model";
import type { PassedOver } from "../../contract/passedOver";
import { showApp } from "../apps";
import type { Door } from "../door";
import { findFiles } from "./findFiles";
import { readManifest, UNKNOWN_FACTS, type Manifest } from "./manifest";

/** Apps before they are pushed. */
export const door: Door = {
    option: "manifest <file...>",
    description:
        "manifest.json files of apps, before they are pushed; globs may be in quotes, and leave out node_modules and .git",
    open: async (given, { folder, tell }) => {
        const files = await Promise.resolve(given).then((each) => findFiles(each, folder));
        const { manifests, passedOver } = readAll(files, folder);
        for (const { file, type } of passedOver) {
            tell(`${showFile(file)}: of the type ${showText(type)}, no app: not judged`);
        }
        const byTag = new Map(manifests.map((each) => [versionTag(each.facts), each]));
        const [only, ...others] = files;
        return {
            subject:
                others.length === 0
                    ? `The manifest ${only}`
                    : `The set of ${files.length} manifests`,
            apps: [...byTag].map(([tag, { facts, file }]) => showApp(tag, facts, file)),
            ifEmpty: "none of the manifests is an app's",
            ...(passedOver.length > 0 && { passedOver }),
            untold: { facts: UNKNOWN_FACTS, by: "a manifest" },
            placeOf: (tag, field) => byTag.get(tag)?.placeOf(field),
        };
    },
};

/** @throws DocumentError with what is wrong in all of them */
function readAll(files: readonly string[], folder: string) {
    const problems: string[] = [];
    const passedOver: PassedOver[] = [];
    const manifests = new Map<string, Manifest>();
    for (const file of files) {
        try {
            const manifest = readManifest(resolve(folder, file), file);
            if ("engine" in manifest) {
                passedOver.push({ file, type: manifest.engine });
                continue;
            }
            const tag = versionTag(manifest.facts);
            const same = manifests.get(tag);
            if (same) {
                problems.push(
                    `${showFile(file)}: is ${tag}, as ${showFile(same.file)} is. Only one of them can be pushed: leave the other out`,
                );
            } else manifests.set(tag, manifest);
        } catch (error) {
            if (!(error instanceof DocumentError)) throw error;
            problems.push(...error.problems);
        }
    }
    if (problems.length > 0) throw new DocumentError(problems);
    return { manifests: [...manifests.values()], passedOver };
}
