import { quote } from "./showText";

/** Steps from the document's top to a value. */
export type Path = readonly (string | number)[];

const PLAIN_KEY = /^[A-Za-z_$][\w$-]{0,59}$/;

/**
 * A path as one writes it in code: apps[0].versions[2].status, rules.gpu-allowed["a.b"].
 * @param noun What the document as a whole is called.
 */
export function showPath(path: Path, noun: string): string {
    return path.map(showStep).join("").replace(/^\./, "") || noun;
}

function showStep(step: string | number): string {
    if (typeof step === "number") return `[${step}]`;
    return PLAIN_KEY.test(step) ? `.${step}` : `[${quote(step)}]`;
}
