import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveSettings, type ResolvedSettings } from "./resolveSettings";
import type { Settings } from "./settings";

/** Where a setting may stand, from the first place to the last. */
export const PLACES = ["program", "stack", "environment", "file"] as const;
export type Place = (typeof PLACES)[number];

/** The settings of each place, by the name that they have there. */
export type Places = Partial<Record<Place, Record<string, unknown>>>;

/** An API key, where a test is about other settings. */
export const CREDENTIALS = { environment: { BYTENITE_API_KEY: "key" } };

/** What a place calls a setting. */
export function nameIn(place: Place, setting: keyof Settings): string {
    switch (place) {
        case "stack":
            return `bytenite:${setting}`;
        case "environment":
            return `BYTENITE_${setting.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
        default:
            return setting;
    }
}

/** A folder with a credentials file for each test. */
export function useCredentialsFile() {
    const folder = mkdtempSync(join(tmpdir(), "bytenite-settings-"));
    const file = join(folder, "credentials.json");
    afterAll(() => rmSync(folder, { recursive: true }));
    beforeEach(() => rmSync(file, { force: true, recursive: true }));
    return {
        folder,
        file,
        /** The settings that are found where each place has these. */
        resolve: (places: Places): ResolvedSettings => {
            const { program = {}, stack = {}, environment = {} } = places;
            if (places.file) writeFileSync(file, JSON.stringify(places.file));
            return resolveSettings(program, {
                stackConfiguration: (key) => stack[key] as string | undefined,
                environment: {
                    BYTENITE_CREDENTIALS_FILE: file,
                    ...(environment as Record<string, string>),
                },
            });
        },
    };
}
