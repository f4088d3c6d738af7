import { isDeepStrictEqual } from "node:util";
import { runtime, type dynamic } from "@pulumi/pulumi";
import { showLine, showText } from "bytenite-core/model";
import {
    FACT_NAMES,
    toAppProperties,
    type AppInputs,
    type AppOutputs,
    type AppProgramInputs,
} from "./appInputs";
import { ByteNiteError, type ErrorCode } from "bytenite-core/client";
import { confirmGone } from "./confirmGone";
import { openConnection, type Connection } from "../session/connection";
import { engineCancellation } from "../session/engineCancellation";
import { SHARED_CAUSES } from "../session/lookUpReport";

/*
 * The dynamic provider of `App`. The state of every stack names this module and its exports: they
 * are a contract. Only `read` uses the network.
 */

/** What stands for a value that is not known in a preview. Source: @pulumi/pulumi, runtime/rpc. */
const UNKNOWN: unknown = runtime.unknownValue;

type StackConfiguration = Pick<dynamic.Config, "get">;

let stackConfiguration: StackConfiguration | undefined;
let connection: Connection | undefined;
/** The first app for which each cause was explained. The others refer to it. */
const explained = new Map<ErrorCode, string>();

/** Takes the stack's configuration. Synchronous: the engine may call the rest before a promise settles. */
export function configure(request: dynamic.ConfigureRequest): Promise<void> {
    stackConfiguration = request.config;
    connection = undefined;
    explained.clear();
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
            "Give the tag where the App is made, and take it out of the transform or of ignoreChanges";
        return Promise.resolve({ inputs, failures: [{ property: "tag", reason }] });
    }
    const kept = FACT_NAMES.filter((name) => !isDeepStrictEqual(lookedUp[name], inputs[name]));
    if (kept.length === 0) return Promise.resolve({ inputs });
    const now = Object.fromEntries(kept.map((name) => [name, lookedUp[name]]));
    return Promise.resolve({ inputs: { ...inputs, lookedUp: now } });
}

/** Compares what was looked up with the state. A tag is the resource's identity: changing it replaces. */
export function diff(
    _id: string,
    olds: Partial<AppOutputs> & { requireStatus?: string },
    news: AppInputs,
): Promise<dynamic.DiffResult> {
    const names = [...FACT_NAMES, "endpoint", "requireStatus"] as const;
    const changed = names.some((name) => !isDeepStrictEqual(olds[name], news[name]));
    const replaced = olds.tag !== news.tag;
    return Promise.resolve({
        changes: changed || replaced,
        replaces: replaced ? ["tag"] : [],
    });
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
    try {
        connection ??= openConnection(
            {},
            (key) => stackConfiguration?.get(key),
            engineCancellation(),
        );
        const { endpoint, apps } = connection;
        if (olds.endpoint !== endpoint) {
            throw new ByteNiteError(
                "INVALID_SETTING",
                `${showText(id)} was read from ${showLine(olds.endpoint)}, but the settings of this run name ${endpoint}. ` +
                    "Refresh reads them from the stack configuration, the environment or the credentials file: " +
                    `set bytenite:endpoint to the former, or run "pulumi up" to move to the latter.`,
            );
        }
        const facts = await apps.getApp(id).catch(async (error: unknown) => {
            if (!(error instanceof ByteNiteError) || error.code !== "NOT_FOUND") throw error;
            await confirmGone(apps, id);
        });
        if (!facts) return { id: "" };
        const properties = { ...olds, ...toAppProperties(facts) };
        return { id, props: properties, inputs: properties };
    } catch (error) {
        throw withoutStack(error, id);
    }
}

/** The engine prints the stack of what `read` throws, which says nothing to who runs `pulumi refresh`. */
function withoutStack(error: unknown, id: string): unknown {
    if (!(error instanceof ByteNiteError)) return error;
    const first = SHARED_CAUSES.has(error.code) ? (explained.get(error.code) ?? id) : id;
    explained.set(error.code, first);
    const message =
        first === id
            ? `The app ${showText(id)} keeps its last known state. ${error.message}`
            : `The app ${showText(id)} keeps its last known state, for the same reason as ${showText(first)} (${error.code}).`;
    return Object.assign(new ByteNiteError(error.code, message), { stack: "" });
}
