import { escapeUnseen } from "bytenite-core/model";

const ENTITIES: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
};

/**
 * A text for XML, in an element or in an attribute between double quotes. What XML can't hold at all, be it as a
 * reference, such as most control characters and halves of characters, is shown as an escape.
 */
export function xmlText(text: string): string {
    return escapeUnseen(text).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** The attributes of an element, with a space before each. */
export function xmlAttributes(attributes: Readonly<Record<string, string | number>>): string {
    return Object.entries(attributes)
        .map(([name, value]) => [" ", name, '="', xmlText(String(value)), '"'].join(""))
        .join("");
}
