import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentialsFileSource } from "./credentialsFile";
import { environmentSource } from "./environment";
import { readSettings, type ResolvedSettings } from "./readSettings";
import type { Settings } from "./settings";
import type { Source } from "./sources";

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

/** Settings that somebody's program gives. */
export function programSource(settings: Partial<Record<keyof Settings, unknown>>): Source {
    return {
        where: "in the program",
        nameOf: (setting) => `settings.${setting}`,
        get: (setting) => settings[setting],
    };
}

/** Settings that somebody's configuration has, by their keys there. */
export function configurationSource(values: Record<string, unknown>): Source {
    const nameOf = (setting: keyof Settings) => nameIn("stack", setting);
    return { where: "in the configuration", nameOf, get: (setting) => values[nameOf(setting)] };
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
            const known = {
                BYTENITE_CREDENTIALS_FILE: file,
                ...(environment as Record<string, string>),
            };
            const sources = [
                programSource(program),
                configurationSource(stack),
                environmentSource(known),
                credentialsFileSource(known),
            ];
            return readSettings(sources, { environment: known });
        },
    };
}
