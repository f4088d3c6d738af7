import { DocumentError, parseJson } from "bytenite-core/documents";
import { showFile } from "bytenite-core/model";
import { readApp, STACK_TYPE, type Properties, type ShownApp } from "../../judging/facts";
import type { StackIdentity } from "../../rulesFile/stackPattern";
import { eachOnce, findStackApps, placeOfOutput, type StackApps } from "../../judging/shownApps";
import { kindOf, type ShownResource } from "../../judging/kinds";
import { isProperties } from "../../judging/factReader";
import { readOutputs } from "./outputs";
import { StateDecoder } from "./stateDecoder";

/** The apps of a stack, as its state has them, each app once. */
export interface StateApps extends StackApps<ShownApp> {
    /** Absent: the text doesn't say it. */
    stack?: StackIdentity;
}

interface StateResource {
    urn: string;
    type: string;
    inputs?: Properties;
    outputs?: Properties;
    /** What was replaced and waits to be deleted. */
    delete?: boolean;
}

const EXPECTED =
    "It must be what `pulumi stack export --show-secrets` or `pulumi stack output --json --show-secrets` writes";
/** What an exported state has on top. */
const EXPORTED: ReadonlySet<string> = new Set(["version", "features", "deployment"]);
/** Other texts of Pulumi's, by keys that each of them has: a stack's outputs hardly have all of them. */
const OTHERS: readonly [keys: readonly string[], what: string][] = [
    [["steps", "changeSummary"], "what a preview or an update with --json writes"],
    [["resourcePlans"], "a plan of an update"],
    [["version", "checkpoint"], "the file of a state backend"],
];

/**
 * The apps in what `pulumi stack export` writes: `App` resources, and app records in the stack's outputs,
 * each app once. Or those in what `pulumi stack output --json` writes.
 *
 * @param shownAs how problems name where the text comes from
 * @throws DocumentError for any other text, and for a state whose secrets are encrypted or hidden
 */
export function readState(text: string, shownAs: string): StateApps {
    const content = parseJson(text, shownAs);
    refuseOthers(content, shownAs);
    if (isProperties(content) && !isExported(content)) {
        return { declared: [], outputs: readOutputs(content, showFile(shownAs)) };
    }
    const resources = readResources(content, shownAs);
    const root = resources.find(({ type }) => type === STACK_TYPE);
    const [, , stack, , project] = /^urn:(pulumi):([^:]+)(::)([^:]+)/.exec(root?.urn ?? "") ?? [];
    if (!root || !stack || !project) {
        throw new DocumentError([
            `${showFile(shownAs)}: has no stack. Deploy it before you export it`,
        ]);
    }
    const sources = findStackApps(decode(resources, showFile(shownAs)));
    return {
        stack: { project, stack },
        ...eachOnce({
            declared: sources.declared.map(readApp),
            outputs: sources.outputs.map(readApp),
        }),
    };
}

/** A stack may well have an output that is called deployment. */
function isExported(content: Properties): boolean {
    const { deployment } = content;
    if (Object.keys(content).every((key) => EXPORTED.has(key))) return true;
    return (
        isProperties(deployment) &&
        ["manifest", "resources"].some((key) => Object.hasOwn(deployment, key))
    );
}

/** Read as outputs, they would have some of the apps, and no name of a stack. @throws DocumentError */
function refuseOthers(content: unknown, shownAs: string): void {
    if (!isProperties(content)) return;
    const other = OTHERS.find(([keys]) => keys.every((key) => Object.hasOwn(content, key)));
    if (other) throw new DocumentError([`${showFile(shownAs)}: is ${other[1]}. ${EXPECTED}`]);
}

/** What is judged of the resources, as the engine would show it. */
function decode(resources: readonly StateResource[], shownAs: string): ShownResource[] {
    const byUrn = new Map<string, Properties>();
    const decoder = new StateDecoder(shownAs, byUrn);
    const apps = resources
        .filter(({ delete: isGoing }) => !isGoing)
        .flatMap(({ urn, type, inputs, outputs }) => {
            const kind = kindOf(type);
            if (!kind) return [];
            const name = nameOf(urn);
            const props = decoder.decode(inputs ?? outputs ?? {}, () => kind.placeOf(name));
            byUrn.set(urn, props);
            return [{ type, name, props }];
        });
    const stacks = resources
        .filter(({ type }) => type === STACK_TYPE)
        .map(({ urn, type, outputs = {} }) => {
            const props = decoder.decode(outputs, placeOfOutput);
            return { type, name: nameOf(urn), props };
        });
    decoder.throwProblems();
    return [...apps, ...stacks];
}

/** urn:pulumi:stack::project::type::name */
function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

function readResources(content: unknown, shownAs: string): StateResource[] {
    const { deployment } = Object(content) as { deployment?: { resources?: unknown } };
    const resources: unknown = deployment?.resources;
    if (typeof deployment !== "object" || !(resources === undefined || Array.isArray(resources))) {
        throw new DocumentError([`${showFile(shownAs)}: has no deployment. ${EXPECTED}`]);
    }
    return ((resources ?? []) as unknown[]).map((each, index) => {
        const { urn, type } = Object(each) as Partial<StateResource>;
        if (typeof urn === "string" && typeof type === "string") return each as StateResource;
        throw new DocumentError([
            `${showFile(shownAs)}: its resource ${index} has no URN or no type. ${EXPECTED}`,
        ]);
    });
}
