import * as pulumi from "@pulumi/pulumi";
import {
    findSetting,
    InvalidArgumentError,
    InvalidSettingError,
    SETTING_NAMES,
    type Settings,
} from "bytenite-core/client";
import { showText } from "bytenite-core/model";
import { isMapping } from "./mapping";
import { programSource } from "./places";

const NAMESPACE = "bytenite";
/** Nearly the name of the option. */
const MISSPELT = /^set+ings?$/i;

/**
 * Refuses settings that nothing would look at, and values that no setting can have: with a misspelt key, or one that
 * is an output, another place's would be used. No value is shown: it may be a credential.
 *
 * @throws InvalidSettingError
 */
export function refuseUnknownSettings(settings: Settings): void {
    const given: unknown = settings;
    // Without its value, which may be a key.
    if (!isMapping(given)) {
        throw new InvalidSettingError("settings in the program must be a mapping of settings.");
    }
    const names = Object.keys(given).map((name) => `settings.${name}`);
    refuseUnknown(names, "settings.", "in the program");
    const source = programSource(settings);
    // Each of them, before anything asks which connection they lead to.
    for (const name of SETTING_NAMES) findSetting([source], name);
}

/** The same for the stack configuration. @throws InvalidSettingError */
export function refuseUnknownConfiguration(): void {
    // A project of this name keeps settings of its own there.
    if (pulumi.runtime.getProject() === NAMESPACE) return;
    const prefix = `${NAMESPACE}:`;
    // Pulumi tells namespaces apart by their case, people don't.
    const names = Object.keys(pulumi.runtime.allConfig()).filter((name) =>
        name.toLowerCase().startsWith(prefix),
    );
    refuseUnknown(names, prefix, "in the stack configuration");
}

/** The options of a resource. Whatever else JavaScript gives in their place is refused by its look-up. */
export function givenOptions<Options extends object>(options: Options): Partial<Options> {
    return isMapping(options) ? options : {};
}

/**
 * Refuses a setting that stands among the options, and options under nearly the right name: nothing would look there.
 * @throws InvalidArgumentError
 */
export function refuseSettingsAmongOptions(options: unknown): void {
    if (options === undefined) return;
    if (!isMapping(options)) {
        throw new InvalidArgumentError("The options must be a mapping.");
    }
    const name = Object.keys(options).find(
        (key) => isSetting(key) || (key !== "settings" && MISSPELT.test(key)),
    );
    if (name === undefined) return;
    throw new InvalidArgumentError(
        `There is no option ${showText(name)}. Settings go into the option settings: { settings: { ${isSetting(name) ? name : "endpoint"}: … } }.`,
    );
}

function refuseUnknown(names: readonly string[], prefix: string, where: string): void {
    const unknown = names.find(
        (name) => !name.startsWith(prefix) || !isSetting(name.slice(prefix.length)),
    );
    if (unknown === undefined) return;
    throw new InvalidSettingError(
        `${showText(unknown)} ${where} is no setting, and nothing would look at it. The settings are ${SETTING_NAMES.join(", ")}.`,
    );
}

function isSetting(name: string): boolean {
    return SETTING_NAMES.some((setting) => setting === name);
}
