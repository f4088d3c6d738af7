type Child = Node | string;
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element. Texts become text nodes, never markup. An attribute that is false or undefined is left out. */
export function element<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    attributes: Attributes = {},
    ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
    return fill(document.createElement(name), attributes, children);
}

/** An element of a drawing. */
export function shape<Name extends keyof SVGElementTagNameMap>(
    name: Name,
    attributes: Attributes = {},
    ...children: readonly Child[]
): SVGElementTagNameMap[Name] {
    return fill(document.createElementNS(SVG, name), attributes, children);
}

/** The element with an id, which the page has. */
export function byId(id: string): HTMLElement {
    const found = document.getElementById(id);
    if (!found) throw new Error(`no element ${id}`);
    return found;
}

/** The part of a section that the script fills. */
export function contentOf(section: string): HTMLElement {
    const content = byId(section).querySelector<HTMLElement>(".content");
    if (!content) throw new Error(`no content in ${section}`);
    return content;
}

/** "1 app", "1,200 apps" */
export function count(number: number, noun: string): string {
    return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function fill<Filled extends Element>(
    filled: Filled,
    attributes: Attributes,
    children: readonly Child[],
): Filled {
    for (const [name, value] of Object.entries(attributes)) {
        if (value === undefined || value === false) continue;
        filled.setAttribute(name, value === true ? "" : String(value));
    }
    filled.append(...children);
    return filled;
}
