import { APP_RESOURCE_TYPE } from "../judging/kinds/app";
import { STACK_TYPE } from "../judging/facts";
import { toTestRecord, type TestApp } from "./appFacts";
import type { Diagnostic, PolicyServer, TestResource } from "./policyServer";

/** A diagnostic, and the app that it was shown on. "": the stack. */
export interface AppDiagnostic extends Diagnostic {
    app: string;
}

/** What the pack has against a stack with these apps: the stack itself, app by app, then all, as the engine asks. */
export async function deploy(
    server: PolicyServer,
    apps: readonly TestApp[],
): Promise<AppDiagnostic[]> {
    const stack = { type: STACK_TYPE, name: "stack", properties: {} };
    const resources = apps.map(toTestResource);
    const diagnostics: AppDiagnostic[] = [];
    const ofStart = await server.analyze(stack);
    diagnostics.push(...ofStart.map((each) => ({ ...each, app: "" })));
    for (const resource of resources) {
        const found = await server.analyze(resource);
        diagnostics.push(...found.map((each) => ({ ...each, app: resource.tag })));
    }
    const found = await server.analyzeStack([stack, ...resources]);
    diagnostics.push(...found.map((each) => ({ ...each, app: "" })));
    return diagnostics;
}

/** An app as the `App` resource of a program. */
export function toTestResource(app: TestApp): TestResource & { tag: string } {
    const { id, ...facts } = toTestRecord(app);
    return {
        type: APP_RESOURCE_TYPE,
        name: facts.tag || "nameless",
        tag: facts.tag,
        properties: { ...facts, appId: id },
    };
}
