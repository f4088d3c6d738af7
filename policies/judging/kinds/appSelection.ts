import { showText } from "bytenite-core/model";
import { isProperties, type Properties } from "../factReader";
import type { AppSource } from "../facts";
import type { ResourceKind } from "./kind";

/** Pulumi's name of the type. A test compares it with the provider's: neither package imports the other. */
export const APP_SELECTION_RESOURCE_TYPE = "pulumi-nodejs:dynamic/bytenite:AppSelection";

const placeOf = (name: string) => `AppSelection ${name}`;

/** An `AppSelection` of pulumi-bytenite: an app for each member. */
export const appSelection: ResourceKind = {
    type: APP_SELECTION_RESOURCE_TYPE,
    placeOf,
    sourcesOf: ({ name, props, lookedUp: kept }) => {
        const place = placeOf(name);
        try {
            const arriving = membersOf(props.apps);
            const lookedUp = kept ?? props.lookedUp;
            // What ignoreChanges keeps from entering the selection is judged all the same.
            const current = membersOf(withoutNull(lookedUp));
            const tags = [...new Set([...Object.keys(arriving), ...Object.keys(current)])];
            // Without its members nobody knows what it has: that must not pass for none.
            const nothing: AppSource[] = isProperties(props.apps)
                ? []
                : [{ kind: "resource", place, properties: {} }];
            const members = tags.map((tag): AppSource => ({
                kind: "resource",
                place: `${place}, apps[${showText(tag)}]`,
                get properties() {
                    return { ...(arriving[tag] ?? current[tag]), tag };
                },
                get lookedUp() {
                    if (lookedUp === false) return false;
                    // What is not stated now must not be taken from what was stated before.
                    return current[tag] && { ...unstated(arriving[tag]), ...current[tag], tag };
                },
            }));
            return [...nothing, ...members];
        } catch (error) {
            return [unreadable(place, error)];
        }
    },
};

/** The engine throws where something is not known yet: whoever reads the app gets to know. */
function unreadable(place: string, error: unknown): AppSource {
    return {
        kind: "resource",
        place,
        get properties(): Properties {
            throw error;
        },
    };
}

function membersOf(value: unknown): Partial<Record<string, Properties>> {
    if (!isProperties(value)) return {};
    // A member that is no mapping is a member all the same, of which nothing can be read.
    return Object.fromEntries(
        Object.entries(value).map(([tag, member]) => [tag, isProperties(member) ? member : {}]),
    );
}

/** What is not in the selection any more is null there. */
function withoutNull(lookedUp: unknown): unknown {
    if (!isProperties(lookedUp)) return lookedUp;
    return Object.fromEntries(Object.entries(lookedUp).filter(([, member]) => member !== null));
}

function unstated(member: Properties = {}): Properties {
    return Object.fromEntries(Object.keys(member).map((name) => [name, undefined]));
}
