import { API_KEY, useEmulator } from "../emulatedClient.testSupport";
import type { AppReader } from "../client";
import { OfflineReader, withLock } from ".";
import { useFolder } from "./lockFile.testSupport";

/** What must never be in a lock file. */
export const CANARIES = ["CANARY-user", "CANARY-token", "CANARY-signature", API_KEY];

/** An app of the emulator's, with every credential that an answer may have. */
export const app = (name: string, gpu: string[] = [], more: object = {}) => ({
    name,
    version: "1.0",
    deviceRequirements: { minCpu: 2, minMemory: 4, gpu },
    platformConfig: {
        container: "registry.example/image:1",
        privateImage: true,
        username: "CANARY-user",
        token: "CANARY-token",
    },
    link: "https://archive.example/app.tar?signature=CANARY-signature",
    ...more,
});
const catalogue = {
    apps: [app("render", ["tesla t4"], { isPublic: true }), app("train", ["nvidia l4"])],
};

/** Readers of an emulator, with a lock file for each test. */
export function useReaders() {
    const place = useFolder();
    const byteNite = useEmulator({ catalogue });
    return {
        place,
        byteNite,
        reader: (mode: "off" | "update" | "frozen"): AppReader =>
            withLock(byteNite.connect({ retries: 0 }), { mode, ...place }),
        offline: () => new OfflineReader(place),
    };
}
