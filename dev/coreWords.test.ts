import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_FILES as PROJECT_FILES_OF_POLICIES } from "../policies/rulesFile/projectFolder";
import { APP_RESOURCE_TYPE as TYPE_OF_POLICIES } from "../policies/judging/kinds/app";
import { APP_SELECTION_RESOURCE_TYPE as SELECTION_OF_POLICIES } from "../policies/judging/kinds/appSelection";
import { APP_RESOURCE_TYPE } from "../provider/app/app";
import { APP_SELECTION_RESOURCE_TYPE } from "../provider/selection/appSelection";
import { PROJECT_FILES } from "../provider/session/places";

const CORE = join(__dirname, "../core");
const files = readdirSync(CORE, { recursive: true, encoding: "utf8" }).filter(
    (path) => /\.(ts|json|md|yaml)$/.test(path) && !/^(dist|node_modules)[\\/]/.test(path),
);
const linesWith = (words: RegExp, paths: readonly string[]) =>
    paths.flatMap((path) =>
        readFileSync(join(CORE, path), "utf8")
            .split("\n")
            .flatMap((line, index) => (words.test(line) ? [`${path}:${index + 1}: ${line}`] : [])),
    );

describe("what all packages share", () => {
    it("is looked through as a whole", () => {
        expect(files).toEqual(expect.arrayContaining(["package.json", "client/errors.ts"]));
        expect(linesWith(/ByteNite/, files).length).toBeGreaterThan(100);
    });

    it("speaks of nothing of Pulumi", () => {
        expect(linesWith(/pulumi/i, files)).toEqual([]);
    });

    it("names no place of somebody's settings", () => {
        const shipped = files.filter((path) => !/\.(test|testSupport)\.ts$/.test(path));
        expect(linesWith(/\bbytenite:\w|stack configuration/, shipped)).toEqual([]);
    });
});

describe("what provider and policies both know of Pulumi, and none imports from the other", () => {
    it("is the same", () => {
        expect(TYPE_OF_POLICIES).toBe(APP_RESOURCE_TYPE);
        expect(SELECTION_OF_POLICIES).toBe(APP_SELECTION_RESOURCE_TYPE);
        expect(PROJECT_FILES_OF_POLICIES).toEqual(PROJECT_FILES);
    });
});
