import {
    DEFAULT_LOCK_FILE,
    guideFrom,
    type Guide,
    type SettingName,
    type Settings,
    type Source,
} from "bytenite-core/client";
import { shellWord } from "bytenite-core/model";

/** The files that make a folder a Pulumi project's. Source: Pulumi's workspace package. */
export const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** The settings that the program gives where it makes an `App` or asks a data source. */
export function programSource(settings: Settings): Source {
    return {
        where: "in the program",
        nameOf: (setting) => `settings.${setting}`,
        get: (setting) => settings[setting],
    };
}

/** The stack configuration. @param get a value by its full key, for example bytenite:endpoint */
export function stackSource(get: (key: string) => string | undefined): Source {
    const nameOf = (setting: string) => `bytenite:${setting}`;
    return {
        where: "in the stack configuration",
        nameOf,
        get: (setting) => get(nameOf(setting)),
        howToSet: howToConfigure,
    };
}

function howToConfigure(name: string, value?: string): string {
    return value === undefined
        ? `pulumi config set --secret ${name}`
        : `pulumi config set ${name} ${value}`;
}

const SECRETS: readonly SettingName[] = ["apiKey", "accessToken"];

const lockGuide: Partial<Guide> = {
    howToLock: (tag, file) => {
        const option = file === DEFAULT_LOCK_FILE ? "" : ` --file ${shellWord(withoutDash(file))}`;
        return tag.startsWith("-")
            ? `npx pulumi-bytenite lock${option} -- ${shellWord(tag)}`
            : `npx pulumi-bytenite lock ${shellWord(tag)}${option}`;
    },
    howToLockAll: 'run "pulumi preview" with BYTENITE_LOCK=update',
    product: "pulumi-bytenite",
    howToUpdate: "update the package, npm install pulumi-bytenite@latest",
};

/** What advice calls things where the engine runs: what a stack needs belongs into its configuration. */
export const stackGuide = guideFrom([stackSource(() => undefined)], {
    ...lockGuide,
    ifKnownLater: (setting) => {
        const value = SECRETS.includes(setting) ? undefined : "…";
        return (
            "What an output stands for is known within its apply, and what a promise stands for after await: make the App there, " +
            `or set it for the whole stack: ${howToConfigure(`bytenite:${setting}`, value)}`
        );
    },
});

/** What advice calls things on the command line of this package, which reads no stack. */
export const commandGuide = (sources: readonly Source[]): Guide => guideFrom(sources, lockGuide);

/** The same path, which no command takes for an option. */
function withoutDash(file: string): string {
    return file.startsWith("-") ? `./${file}` : file;
}
