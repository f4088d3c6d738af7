import { isDeepStrictEqual } from "node:util";
import { runtime, type dynamic } from "@pulumi/pulumi";
import { InvalidSettingError } from "bytenite-core/client";
import { showLine, showText } from "bytenite-core/model";
import { FACT_NAMES, type AppInputs, type AppOutputs, type AppProgramInputs } from "./appInputs";
import { confirmGone } from "./confirmGone";
import { lookUp } from "./lookUp";
import { openConnection, type Connection } from "../session/connection";
import { engineCancellation } from "../session/engineCancellation";
import { LookUpError } from "../session/lookUpError";
import { ofState } from "../session/lookUpName";
import { LookUpReport } from "../session/lookUpReport";

/*
 * The dynamic provider of `App`. The state of every stack names this module and its exports: they
 * are a contract. Only `read` uses the network.
 */

/** What stands for a value that is not known in a preview. Source: @pulumi/pulumi, runtime/rpc. */
const UNKNOWN: unknown = runtime.unknownValue;

type StackConfiguration = Pick<dynamic.Config, "get">;

let stackConfiguration: StackConfiguration | undefined;
let connection: Connection | undefined;
let report = new LookUpReport(new Map());

/** Takes the stack's configuration. Synchronous: the engine may call the rest before a promise settles. */
export function configure(request: dynamic.ConfigureRequest): Promise<void> {
    stackConfiguration = request.config;
    connection = undefined;
    report = new LookUpReport(new Map());
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
    const found = await lookUp({
        name: ofState(id),
        report,
        tag: id,
        connect: () => connectAgain(id, olds),
        ifMissing: confirmGone,
    }).catch((error: unknown) => {
        throw error instanceof LookUpError ? withoutStack(error) : error;
    });
    if (found === "gone") return { id: "" };
    const properties = { ...olds, ...found };
    return { id, props: properties, inputs: properties };
}

/** The connection of this refresh, which must lead to where the app was read from. */
function connectAgain(id: string, { endpoint }: AppOutputs): Connection {
    connection ??= openConnection({}, (key) => stackConfiguration?.get(key), engineCancellation());
    if (endpoint === connection.endpoint) return connection;
    throw new InvalidSettingError(
        `${showText(id)} was read from ${showLine(endpoint)}, but the settings of this run name ${connection.endpoint}. ` +
            "Refresh reads them from the stack configuration, the environment or the credentials file: " +
            `set bytenite:endpoint to the former, or run "pulumi up" to move to the latter.`,
    );
}

/** The SDK prints name and stack of what `read` throws. A stack says nothing to who runs `pulumi refresh`. */
function withoutStack(error: LookUpError): LookUpError {
    return Object.assign(error, { name: "ByteNiteError", stack: "" });
}
