import * as pulumi from "@pulumi/pulumi";
import {
    InvalidArgumentError,
    InvalidSettingError,
    SETTING_NAMES,
    type Settings,
} from "bytenite-core/client";
import { showText } from "bytenite-core/model";

const NAMESPACE = "bytenite";

/**
 * Refuses settings that nothing would look at: with a misspelt key or endpoint, another place's would be used.
 * No value is shown: it may be a credential.
 *
 * @throws InvalidSettingError
 */
export function refuseUnknownSettings(settings: Settings): void {
    refuseUnknown(Object.keys(settings), (name) => `settings.${name}`, "in the program");
    // A project of this name keeps settings of its own there.
    if (pulumi.runtime.getProject() === NAMESPACE) return;
    const keys = Object.keys(pulumi.runtime.allConfig())
        .filter((key) => key.startsWith(`${NAMESPACE}:`))
        .map((key) => key.slice(NAMESPACE.length + 1));
    refuseUnknown(keys, (name) => `${NAMESPACE}:${name}`, "in the stack configuration");
}

/**
 * Refuses a setting that stands among the options: nothing would look at it there.
 * @throws InvalidArgumentError
 */
export function refuseSettingsAmongOptions(options: object): void {
    const name = Object.keys(options).find((key) => isSetting(key) || key === "setting");
    if (name === undefined) return;
    throw new InvalidArgumentError(
        `There is no option ${showText(name)}. Settings go into the option settings: { settings: { ${isSetting(name) ? name : "endpoint"}: … } }.`,
    );
}

function refuseUnknown(names: readonly string[], label: (name: string) => string, where: string) {
    const unknown = names.find((name) => !isSetting(name));
    if (unknown === undefined) return;
    throw new InvalidSettingError(
        `${showText(label(unknown))} ${where} is no setting, and nothing would look at it. The settings are ${SETTING_NAMES.join(", ")}.`,
    );
}

function isSetting(name: string): boolean {
    return SETTING_NAMES.some((setting) => setting === name);
}
