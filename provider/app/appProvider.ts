import { isDeepStrictEqual } from "node:util";
import { runtime, type dynamic } from "@pulumi/pulumi";
import { StatusMismatchError } from "bytenite-core/client";
import { showText, showValue } from "bytenite-core/model";
import { FACT_NAMES, type AppInputs, type AppOutputs, type AppProgramInputs } from "./appInputs";
import { confirmGone } from "./confirmGone";
import { lookUp } from "./lookUp";
import { changedPaths } from "../session/changedPaths";
import { changedBy } from "../session/detailedDiff";
import { problemOf } from "../session/errorCode";
import { ofState } from "../session/lookUpName";
import { Refresh } from "../session/refresh";

/*
 * The dynamic provider of `App`. The state of every stack names this module and its exports: they
 * are a contract. Only `read` uses the network.
 */

/** What stands for a value that is not known in a preview. Source: @pulumi/pulumi, runtime/rpc. */
const UNKNOWN: unknown = runtime.unknownValue;

let refresh = new Refresh();

/** Takes the stack's configuration. Synchronous: the engine may call the rest before a promise settles. */
export function configure({ config }: dynamic.ConfigureRequest): Promise<void> {
    refresh = new Refresh(config);
    return Promise.resolve();
}

/**
 * Compares what the program looked up with what arrives: `ignoreChanges` and transforms can put other facts
 * in place of it. Whoever keeps a fact from changing may do so, but policies must know the real one. Another
 * app's facts under a tag are refused.
 */
export function check(
    _olds: unknown,
    { lookedUp, ...inputs }: AppProgramInputs,
): Promise<dynamic.CheckResult<AppInputs>> {
    if (lookedUp === UNKNOWN) return Promise.resolve({ inputs });
    if (typeof lookedUp?.tag !== "string") {
        return Promise.resolve({ inputs: { ...inputs, lookedUp: false } });
    }
    if (lookedUp.tag !== inputs.tag) {
        const reason =
            `the app was looked up by ${showText(lookedUp.tag)}, but the tag that arrives is ${showText(inputs.tag)}: a resource transform or ignoreChanges puts it in place of the other. ` +
            "Give the tag where the App is made, and take it out of the transform or of ignoreChanges.";
        return Promise.resolve({ inputs, failures: problemOf("tag", "TAG_OVERRIDDEN", reason) });
    }
    const failures = [
        ...problemOf("waitFor", "INVALID_ARGUMENT", refuseWaiting(inputs as object)),
        ...problemOf("requireStatus", "STATUS_MISMATCH", refuseStatus(inputs, lookedUp.status)),
    ];
    if (failures.length > 0) return Promise.resolve({ inputs, failures });
    const kept = FACT_NAMES.filter((name) => !isDeepStrictEqual(lookedUp[name], inputs[name]));
    if (kept.length === 0) return Promise.resolve({ inputs });
    const now = Object.fromEntries(kept.map((name) => [name, lookedUp[name]]));
    return Promise.resolve({ inputs: { ...inputs, lookedUp: now } });
}

/** The look-up knows what the program requires, and not what a transform does. null: nothing, and something is a secret. */
function refuseStatus(
    { tag, requireStatus = null }: { tag: string; requireStatus?: unknown },
    status: string,
): string | undefined {
    if (requireStatus === null || requireStatus === UNKNOWN || requireStatus === status)
        return undefined;
    return new StatusMismatchError(
        tag,
        status,
        typeof requireStatus === "string" ? requireStatus : showValue(requireStatus),
    ).message;
}

function refuseWaiting({ waitFor = null }: { waitFor?: unknown }): string | undefined {
    if (waitFor === null) return undefined;
    return "a resource transform adds waitFor, when the app was looked up already. Give it where the App is made.";
}

/** Compares what was looked up with the state. A tag is the resource's identity: changing it replaces. */
export function diff(
    _id: string,
    olds: Partial<AppOutputs> & { requireStatus?: string },
    news: AppInputs,
): Promise<dynamic.DiffResult> {
    const changed = changedPaths(compared(olds), compared(news));
    if (changed.length === 0) return Promise.resolve({ changes: false, replaces: [] });
    const replaces = changed.filter(({ path }) => path === "tag");
    for (const change of replaces) change.kind = "UPDATE_REPLACE";
    return Promise.resolve(
        changedBy(
            changed,
            replaces.map(({ path }) => path),
        ),
    );
}

/** What stands in the state besides is no fact: the provider, and what is for policies alone. */
function compared(properties: Partial<AppInputs>): Record<string, unknown> {
    const names = [...FACT_NAMES, "endpoint", "requireStatus", "tag"] as const;
    return Object.fromEntries(names.map((name) => [name, properties[name]]));
}

/** Adopts the app: its facts are in the inputs already. */
export function create(inputs: AppInputs): Promise<dynamic.CreateResult> {
    return Promise.resolve({ id: inputs.tag, outs: toOutputs(inputs) });
}

/** Takes over what was looked up. */
export function update(
    _id: string,
    _olds: unknown,
    news: AppInputs,
): Promise<dynamic.UpdateResult> {
    return Promise.resolve({ outs: toOutputs(news) });
}

/** What is for policies alone is no output. */
function toOutputs({ lookedUp: _lookedUp, ...outputs }: AppInputs): AppOutputs {
    return outputs;
}

/** Forgets the app. ByteNite is not asked, so that destroying works without it. */
export function remove(): Promise<void> {
    return Promise.resolve();
}
export { remove as delete };

/**
 * Looks the app up again, for `pulumi refresh`. An app leaves the state if ByteNite says that it has none for the
 * tag, and its whole list agrees. After any other failure the state stays as it was.
 */
export async function read(id: string, olds: AppOutputs): Promise<dynamic.ReadResult> {
    const found = await refresh.withoutStacks(() =>
        lookUp({
            name: ofState(id),
            report: refresh.report,
            tag: id,
            connect: () => refresh.connect(showText(id), olds.endpoint),
            ifMissing: confirmGone,
        }),
    );
    if (found === "gone") return { id: "" };
    const properties = { ...olds, ...found };
    return { id, props: properties, inputs: properties };
}
