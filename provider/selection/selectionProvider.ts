import { isDeepStrictEqual } from "node:util";
import { runtime, type dynamic } from "@pulumi/pulumi";
import { InvalidArgumentError } from "bytenite-core/client";
import { showLine, showText, showValue } from "bytenite-core/model";
import { problemOf } from "../session/errorCode";
import { ofSelectionInState } from "../session/lookUpName";
import { Refresh } from "../session/refresh";
import { standInWarning } from "../session/standIn";
import { compareMembers, type Changes } from "./changes";
import { changedBy } from "../session/detailedDiff";
import { unpackLookedUp } from "./lookedUp";
import { isMapping } from "../session/mapping";
import type { Members } from "./member";
import { asksForList, refuseUnexpected, selectMembers, type Selector } from "./select";
import { isSelector, readSelectionArgs, type KnownArgs } from "./selectionArgs";
import { SelectionChangedError, SelectionCountError } from "./selectionErrors";
import type { SelectionInputs, SelectionOutputs, SelectionProgramInputs } from "./selectionInputs";

/*
 * The dynamic provider of `AppSelection`. The state of every stack names this module and its exports: they
 * are a contract. Only `read` uses the network.
 */

/** What stands for a value that is not known in a preview. Source: @pulumi/pulumi, runtime/rpc. */
const UNKNOWN: unknown = runtime.unknownValue;
const MOST_TOLD = 20;

let refresh = new Refresh();

/** Takes the stack's configuration. Synchronous: the engine may call the rest before a promise settles. */
export function configure({ config }: dynamic.ConfigureRequest): Promise<void> {
    refresh = new Refresh(config);
    return Promise.resolve();
}

/**
 * Compares what the program looked up with what arrives, as for an `App`, and refuses a change of the membership
 * where the program says so.
 */
export function check(
    olds: Partial<SelectionInputs> | undefined,
    given: SelectionProgramInputs,
): Promise<dynamic.CheckResult<SelectionInputs>> {
    const { lookedUp: packed, ...inputs } = withoutNull(given);
    if (packed === UNKNOWN) return Promise.resolve({ inputs });
    const lookedUp = unpackLookedUp(packed);
    if (!lookedUp) return Promise.resolve({ inputs: { ...inputs, lookedUp: false } });
    const { select, apps: current } = lookedUp;
    const refusal = refusalOf(olds, inputs, current);
    const failures = [
        ...problemOf("select", "SELECTION_OVERRIDDEN", refuseOther(select, selectorOf(inputs))),
        ...refuseArguments(select, inputs, current),
        ...problemOf("onChange", "SELECTION_CHANGED", refusal?.message),
    ];
    if (failures.length > 0) return Promise.resolve({ inputs, failures });
    const { entered, left, changed } = compareMembers(inputs.apps, current);
    const kept = [...entered, ...left, ...changed.map(({ tag }) => tag)];
    if (kept.length === 0) return Promise.resolve({ inputs });
    const now = Object.fromEntries(kept.map((tag) => [tag, current[tag] ?? null]));
    return Promise.resolve({ inputs: { ...inputs, lookedUp: now } });
}

/** The engine has null for what is absent where something that is a secret may be absent. */
function withoutNull(inputs: SelectionProgramInputs): SelectionProgramInputs {
    const entries = Object.entries(inputs).filter(([, value]) => value !== null);
    return Object.fromEntries(entries) as unknown as SelectionProgramInputs;
}

/** What a transform would select by: also what it adds beside `select`, where nothing looks. */
function selectorOf(inputs: SelectionInputs): Selector {
    const added = Object.entries(inputs).filter(([name]) => isSelector(name));
    return { ...inputs.select, ...Object.fromEntries(added) };
}

/** A refresh would select by what arrives, and put other members into the state than policies have judged. */
function refuseOther(lookedUp: Selector, arriving: Selector): string | undefined {
    if (isDeepStrictEqual(lookedUp, arriving)) return undefined;
    return (
        `the apps were selected by ${showValue(lookedUp)}, but what arrives is ${showValue(arriving)}: a resource transform or ignoreChanges puts it in place of the other. ` +
        "Give filters and tags where the AppSelection is made, and take them out of the transform or of ignoreChanges."
    );
}

/** The selection knows what the program expects, and not what a transform does. */
function refuseArguments(
    select: Selector,
    inputs: SelectionInputs & { requireStatus?: unknown; waitFor?: unknown },
    members: Members,
): dynamic.CheckFailure[] {
    // An App has the last two. Here nothing would look at them.
    const { expect, onChange, requireStatus, waitFor } = inputs;
    const arriving = Object.entries({ expect, onChange, requireStatus, waitFor });
    try {
        const known = arriving.filter(([, each]) => each !== undefined && isKnown(each));
        const args = readSelectionArgs({ ...select, ...Object.fromEntries(known) });
        refuseUnexpected(Object.keys(members), args.expect);
        return [];
    } catch (error) {
        if (error instanceof InvalidArgumentError || error instanceof SelectionCountError) {
            return problemOf("expect", error.code, error.message);
        }
        throw error;
    }
}

/** Whether a preview knows a value, with all that is in it. */
function isKnown(value: unknown): boolean {
    return isMapping(value) ? Object.values(value).every(isKnown) : value !== UNKNOWN;
}

/** Compares what was looked up with the state, and tells by name what changed. */
export function diff(
    _id: string,
    olds: Partial<SelectionOutputs>,
    news: SelectionInputs,
): Promise<dynamic.DiffResult> {
    if (!isMapping(news.apps)) return Promise.resolve({ changes: true, replaces: [] });
    const names = ["resourceName", "select", "expect", "onChange", "endpoint"] as const;
    const others = names.filter((name) => !isDeepStrictEqual(olds[name], news[name]));
    const changes = compareMembers(olds.apps ?? {}, news.apps);
    const lines = toLines(news.resourceName, changes);
    if (lines.length === 0 && others.length === 0) {
        return Promise.resolve({ changes: false, replaces: [] });
    }
    // The engine's own line says no more than that "apps" has changed.
    for (const line of lines.slice(0, MOST_TOLD)) console.log(line);
    const hidden = lines.length - MOST_TOLD;
    if (hidden > 0) console.log(`  and ${hidden} more: --diff shows each of them`);
    const { entered, left, changed } = changes;
    return Promise.resolve(
        changedBy([
            ...others.map((path) => ({ path, kind: "UPDATE" as const })),
            ...entered.map((tag) => ({ path: pathOf(tag), kind: "ADD" as const })),
            ...left.map((tag) => ({ path: pathOf(tag), kind: "DELETE" as const })),
            ...changed.flatMap(({ tag, facts }) =>
                facts.map(({ path, kind }) => ({ path: `${pathOf(tag)}.${path}`, kind })),
            ),
        ]),
    );
}

/** As the engine writes paths: only quotes and backslashes are escaped. */
function pathOf(tag: string): string {
    return ["apps[", tag.replaceAll(/["\\]/g, "\\$&"), "]"].join('"');
}

/** Adopts the apps: their facts are in the inputs already. */
export function create(inputs: SelectionInputs): Promise<dynamic.CreateResult> {
    return Promise.resolve({ id: inputs.resourceName, outs: toOutputs(inputs) });
}

/** Takes over what was looked up. */
export function update(
    _id: string,
    _olds: unknown,
    news: SelectionInputs,
): Promise<dynamic.UpdateResult> {
    return Promise.resolve({ outs: toOutputs(news) });
}

/** What is for policies alone is no output. */
function toOutputs({ lookedUp: _lookedUp, ...outputs }: SelectionInputs): SelectionOutputs {
    return outputs;
}

/** Forgets the selection. ByteNite is not asked, so that destroying works without it. */
export function remove(): Promise<void> {
    return Promise.resolve();
}
export { remove as delete };

/** Selects again, for `pulumi refresh`. After any failure, and an incomplete list is one, the state stays as it was. */
export async function read(id: string, olds: SelectionOutputs): Promise<dynamic.ReadResult> {
    const apps = await refresh.withoutStacks(() =>
        refresh.report.run(ofSelectionInState(olds.resourceName), async () => {
            const connection = refresh.connect(showText(olds.resourceName), olds.endpoint);
            const members = await selectMembers(connection.apps, olds.select, olds.expect);
            const warning = asksForList(olds.select)
                ? standInWarning(`AppSelection ${showText(olds.resourceName)}`, connection.apps)
                : undefined;
            if (warning !== undefined) console.log(warning);
            const refusal = refusalOf(olds, olds, members);
            if (refusal) throw refusal;
            return members;
        }),
    );
    const properties = { ...olds, apps };
    return { id, props: properties, inputs: properties };
}

/** Why a change of the membership is refused. `undefined`: it is not. */
function refusalOf(
    olds: Partial<SelectionInputs> | undefined,
    { select, onChange }: KnownArgs,
    current: Members,
): SelectionChangedError | undefined {
    if (onChange !== "refuse" || !olds?.apps) return undefined;
    // Whoever changes the filters wants other members.
    if (!isDeepStrictEqual(olds.select, select)) return undefined;
    const changes = compareMembers(olds.apps, current);
    const isSame = changes.entered.length === 0 && changes.left.length === 0;
    return isSame ? undefined : new SelectionChangedError(changes);
}

/** One line for each member: + entered, - left, ~ changed, as the engine marks them. */
function toLines(resource: string, { entered, left, changed }: Changes): string[] {
    const path = (tag: string) => `${showLine(resource)}.apps[${showText(tag)}]`;
    return [
        ...entered.map((tag) => `+ ${path(tag)} entered the selection`),
        ...left.map((tag) => `- ${path(tag)} left the selection`),
        ...changed.map(({ tag, facts }) => {
            return `~ ${path(tag)} changed: ${facts.map((fact) => fact.path).join(", ")}`;
        }),
    ];
}
