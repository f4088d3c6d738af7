import { join } from "node:path";
import { readTextFile } from "bytenite-core/documents";
import { Catalogue } from "../../emulator/catalogue/catalogue";
import { LARGEST_CATALOGUE } from "../../emulator/catalogue/limits";
import { parseFaults } from "../../emulator/faults/faultsDocument";
import { REPOSITORY } from "./isolation";
import { CREDENTIAL, json, type ReadFile, type ReadingCommand } from "./readFile";

const EMULATOR = join(REPOSITORY, "emulator/bin/bytenite-emulator.js");

/** The files that the emulator reads. */
export function filesOfEmulator(): ReadFile[] {
    const emulator = (option: string, path: string): ReadingCommand => ({
        args: [EMULATOR, "--port", "0", option, path],
        exitCode: 1,
    });
    return [
        {
            name: "catalogue.yaml",
            ...json({
                apps: [
                    {
                        name: "render",
                        versions: [{ version: "1.0", status: "inactive" }],
                        deviceRequirements: { minCpu: 1, gpu: ["tesla t4"] },
                        platformConfig: { container: "c", privateImage: true, token: CREDENTIAL },
                        createdAt: "2025-10-30T16:39:50.151Z",
                        revision: "7",
                    },
                ],
            }),
            read: (path) =>
                Catalogue.fromYaml(readTextFile(path, { largest: LARGEST_CATALOGUE }), path),
            command: (path) => emulator("--catalogue", path),
        },
        {
            name: "faults.yaml",
            ...json({
                faults: [
                    { operation: "getAppByTag", status: 503, retryAfter: "1", times: 2 },
                    { body: { a: [1] }, contentType: "text/html" },
                ],
            }),
            read: (path) => parseFaults(readTextFile(path), path),
            command: (path) => emulator("--faults", path),
        },
    ];
}
