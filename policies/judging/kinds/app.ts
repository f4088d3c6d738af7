import type { ResourceKind } from "./kind";

/** Pulumi's name of the type. A test compares it with the provider's: neither package imports the other. */
export const APP_RESOURCE_TYPE = "pulumi-nodejs:dynamic/bytenite:App";

const placeOf = (name: string) => `App ${name}`;

/** An `App` of pulumi-bytenite: one app. */
export const app: ResourceKind = {
    type: APP_RESOURCE_TYPE,
    placeOf,
    sourcesOf: ({ name, props, lookedUp }) => [
        {
            kind: "resource",
            properties: props,
            place: placeOf(name),
            lookedUp: lookedUp ?? props.lookedUp,
        },
    ],
};
