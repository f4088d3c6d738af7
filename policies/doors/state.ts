import { DocumentError } from "bytenite-documents";
import { APP_RESOURCE_TYPE, type AppRecord } from "bytenite-model";
import { findAppRecords, readAppRecord, STACK_TYPE, type Properties } from "../facts";
import type { StackIdentity } from "../rulesFile/stackPattern";

/** The apps of a stack, as its state has them. */
export interface StateApps {
    stack: StackIdentity;
    apps: AppRecord[];
}

interface StateResource {
    urn: string;
    type: string;
    inputs?: Properties;
    outputs?: Properties;
}

const EXPECTED = "the JSON that `pulumi stack export` writes";

/**
 * The apps in what `pulumi stack export` writes: `App` resources, and app records in the stack's outputs,
 * each app once.
 *
 * @throws DocumentError for any other text
 */
export function readState(text: string): StateApps {
    const resources = readResources(text);
    const root = resources.find(({ type }) => type === STACK_TYPE);
    const [, , stack, , project] = /^urn:(pulumi):([^:]+)(::)([^:]+)/.exec(root?.urn ?? "") ?? [];
    if (!root || !stack || !project) {
        throw new DocumentError(["The state has no stack: deploy it before you export it"]);
    }
    const declared = resources
        .filter(({ type }) => type === APP_RESOURCE_TYPE)
        .map(({ inputs, outputs }) => readAppRecord(inputs ?? outputs ?? {}));
    const ids = new Set(declared.map(({ id }) => id));
    const outputs = findAppRecords(root.outputs).filter(({ id }) => id === "" || !ids.has(id));
    return { stack: { project, stack }, apps: [...declared, ...outputs] };
}

function readResources(text: string): StateResource[] {
    let state: unknown;
    try {
        state = JSON.parse(text);
    } catch (error) {
        throw new DocumentError([
            `The input must be ${EXPECTED}, but it is not JSON: ${(error as Error).message}`,
        ]);
    }
    const { deployment } = Object(state) as { deployment?: { resources?: unknown } };
    const resources: unknown = deployment?.resources;
    if (typeof deployment !== "object" || !(resources === undefined || Array.isArray(resources))) {
        throw new DocumentError([`The input must be ${EXPECTED}, but it has no deployment`]);
    }
    return ((resources ?? []) as unknown[]).filter(
        (each): each is StateResource =>
            typeof (each as Partial<StateResource> | null)?.urn === "string",
    );
}
