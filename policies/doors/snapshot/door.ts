import { resolve } from "node:path";
import type { Door } from "../door";
import { readInput } from "../input";
import { jsonLines } from "../jsonLines";
import { showSnapshot } from "./snapshot";

/** The apps as they were when a snapshot was taken. */
export const door: Door = {
    option: "snapshot <file>",
    description: "what the command snapshot wrote; - is standard input",
    open: async ([file = "-"], { folder }) => {
        const isFile = file !== "-";
        const path = resolve(folder, file);
        const input = await readInput(isFile ? path : undefined, file);
        const apps = showSnapshot(input);
        const linesOf = jsonLines(path, () => input.text);
        const positions = new Map(apps.map(({ tag }, index) => [tag, index]));
        return {
            subject: `The snapshot ${isFile ? file : "on standard input"}`,
            apps,
            ifEmpty: "the snapshot has no app. Check whether it is the right one",
            ...(isFile && {
                placeOf: (tag: string, field: string) => {
                    const position = positions.get(tag);
                    return position === undefined
                        ? undefined
                        : linesOf(["apps", position, ...field.split(".")]);
                },
            }),
        };
    },
};
