const ESCAPES: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
};

/** A piece of HTML in which every text is escaped. */
export class Markup {
    constructor(readonly html: string) {}
}

/** A template of HTML. Texts and numbers in it become text, or values of attributes in quotes; pieces of HTML stay HTML. */
export function markup(
    parts: TemplateStringsArray,
    ...values: readonly (string | number | Markup | readonly Markup[])[]
): Markup {
    const html = parts.map((part, index) => {
        const value = values[index];
        return value === undefined ? part : part + toHtml(value);
    });
    return new Markup(html.join(""));
}

function toHtml(value: string | number | Markup | readonly Markup[]): string {
    if (value instanceof Markup) return value.html;
    if (typeof value === "object") return value.map(({ html }) => html).join("\n");
    return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}

/** JSON of a value for an element `script`: nothing in it ends the element, or a line of a script. */
export function scriptJson(value: unknown): Markup {
    const json = JSON.stringify(value).replace(/[<\u2028\u2029]/g, (character) => {
        const code = character.charCodeAt(0).toString(16);
        return `\\u${code.padStart(4, "0")}`;
    });
    return new Markup(json);
}
