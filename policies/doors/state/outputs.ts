import { DocumentError } from "bytenite-core/documents";
import { readApp, STACK_TYPE, type Properties, type ShownApp } from "../../judging/facts";
import { isProperties } from "../../judging/factReader";
import { eachOnce, findStackApps, placeOfOutput } from "../../judging/shownApps";
import { StateDecoder } from "./stateDecoder";

/** What `pulumi stack output --json` writes in place of a secret. */
const HIDDEN = "[secret]";
const DEEPEST = 200;

/**
 * The apps in what `pulumi stack output --json --show-secrets` writes: app records in the stack's outputs, each
 * app once. It doesn't say whose outputs they are.
 *
 * @param shownAs where it comes from, as a problem shows it
 * @throws DocumentError for what hides secrets
 */
export function readOutputs(outputs: Properties, shownAs: string): ShownApp[] {
    refuseHidden(outputs, shownAs);
    const decoder = new StateDecoder(shownAs, new Map());
    const props = decoder.decode(outputs, placeOfOutput);
    decoder.throwProblems();
    const sources = findStackApps([{ type: STACK_TYPE, name: "", props }]);
    return eachOnce({ declared: [], outputs: sources.outputs.map(readApp) }).outputs;
}

/** Which apps are in a secret is not known, and a gate must not open for what nobody sees. */
function refuseHidden(outputs: Properties, shownAs: string): void {
    const hidden = Object.keys(outputs).filter((name) => hides(outputs[name], 0));
    if (hidden.length === 0) return;
    const places = hidden.map((name) => placeOfOutput([name])).join(", ");
    throw new DocumentError([
        `${shownAs}: ${places}: secret, so that nobody knows which apps are in it. Write it with \`pulumi stack output --json --show-secrets\``,
    ]);
}

function hides(value: unknown, depth: number): boolean {
    if (value === HIDDEN) return true;
    // The decoder refuses what lies deeper.
    if (depth > DEEPEST) return false;
    if (Array.isArray(value)) return value.some((each) => hides(each, depth + 1));
    return isProperties(value) && Object.values(value).some((each) => hides(each, depth + 1));
}
