import * as pulumi from "@pulumi/pulumi";
import { App, AppSelection, type AppOptions, type AppSelectionArgs } from "pulumi-bytenite";

/** A selection as the configuration has it: in JSON, with anything at all for its arguments. */
interface Declared {
    args?: AppSelectionArgs;
    opts?: AppOptions;
    /** Whether the arguments are a secret. */
    isSecret?: boolean;
    /** Whether a component has it, which it depends on. */
    isInComponent?: boolean;
    /** Whether an App is made of the arguments and options instead. */
    isApp?: boolean;
    /** In place of all options, whatever it is. */
    onlyOpts?: unknown;
    /** Whether the API key of the settings is a secret of the configuration. */
    isKeySecret?: boolean;
    /** What a resource transform puts in place of properties. */
    transform?: object;
}

const config = new pulumi.Config();
const declared = config.requireObject<Record<string, Declared>>("selections");
const component = new pulumi.ComponentResource("test:index:Component", "component");

export const tags = Object.fromEntries(
    Object.entries(declared).map(([name, each]): [string, pulumi.Output<string | string[]>] => {
        const { args, transform = {}, isSecret, isInComponent, isApp, isKeySecret } = each;
        const all: AppOptions = {
            ...each.opts,
            ...(isKeySecret && { settings: { apiKey: config.requireSecret("key") as never } }),
            ...(isInComponent && { parent: component, dependsOn: component }),
            transforms: [
                (resource) => ({
                    props: { ...(resource.props as object), ...transform },
                    opts: resource.opts,
                }),
            ],
        };
        const opts = "onlyOpts" in each ? (each.onlyOpts as AppOptions) : all;
        if (isApp) return [name, new App(name, { tag: "a", ...args }, opts).tag];
        const given = isSecret ? { ...args, name: pulumi.secret("*") } : args;
        return [name, new AppSelection(name, given, opts).tags];
    }),
);
