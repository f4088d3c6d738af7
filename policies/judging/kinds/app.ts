import { APP_RESOURCE_TYPE } from "bytenite-core/model";
import type { ResourceKind } from "./kind";

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
