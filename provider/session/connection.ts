import * as pulumi from "@pulumi/pulumi";
import { userAgent } from "../userAgent";
import type * as Client from "bytenite-core/client/client";
import {
    ByteNiteError,
    credentialsFileSource,
    environmentSource,
    InvalidSettingError,
    OfflineReader,
    readSettings,
    readTransport,
    resolveLock,
    withLock,
    type Settings,
} from "bytenite-core/client";
import { currentDeployment } from "./deployment";
import { refuseUnknownConfiguration, refuseUnknownSettings } from "./givenSettings";
import { programSource, PROJECT_FILES, stackSource } from "./places";

/** Reads apps, and says where from. */
export interface Connection {
    /** Base URL of the API. */
    endpoint: string;
    apps: Client.AppReader;
}

/** What tests put in place of ByteNite. The last one is asked. */
const replacements: Connection[] = [];
/** The deployments in which the last of them was undone. */
const undoneIn = new WeakSet<object>();
const UNDONE =
    "The test catalogue was undone before this look-up began, and ByteNite is not asked in its place: await the outputs before you undo it.";
const connectionsByDeployment = new WeakMap<object, Map<string, Connection>>();

/**
 * The connection of the running deployment. It remembers what it was asked, so it must not outlive
 * the deployment: a program that uses the Automation API runs many in one process.
 *
 * @throws InvalidSettingError, MissingCredentialsError, ByteNiteError
 */
export function connect(settings: Settings = {}, replacement = replacements.at(-1)): Connection {
    refuseUnknownSettings(settings);
    if (replacement) return replacement;
    const deployment = currentDeployment();
    if (undoneIn.has(deployment)) throw new ByteNiteError("CANCELLED", UNDONE);
    const connections = connectionsByDeployment.get(deployment) ?? new Map<string, Connection>();
    connectionsByDeployment.set(deployment, connections);
    const key = JSON.stringify(settings, Object.keys(settings).sort());
    const known = connections.get(key);
    if (known) return known;
    refuseUnknownConfiguration();
    refuseCredentialsInTheClear();
    const connection = openConnection(settings, (name) => pulumi.runtime.getConfig(name));
    connections.set(key, connection);
    return connection;
}

/**
 * `connect` for a look-up that begins later. What a test puts in place of ByteNite now is asked then, too: the test
 * may be over, and what it replaced is not what the program was tested with.
 */
export function connectLater(settings?: Settings): () => Connection {
    const replacement = replacements.at(-1);
    return () => connect(settings, replacement);
}

/**
 * The engine writes the stack configuration into the stack's history, where only what is a secret is encrypted:
 * for an update, and for a refresh, before this code runs.
 */
function refuseCredentialsInTheClear(): void {
    // The SDK has it, but not in its types.
    const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
    const inTheClear = ["bytenite:apiKey", "bytenite:accessToken"].find(
        (key) => pulumi.runtime.getConfig(key) && isConfigSecret?.(key) === false,
    );
    if (inTheClear === undefined) return;
    throw new InvalidSettingError(
        `${inTheClear} is in the clear in the stack configuration, which every update and refresh writes into the stack's history. ` +
            `Revoke it at ByteNite if one ran since it was set, or if the file was shared: the backend keeps it in .pulumi/history/<project>/<stack>/*.history.json, Pulumi Cloud with each update. ` +
            `Then encrypt the new one: pulumi config set --secret ${inTheClear}`,
    );
}

/**
 * A new connection.
 *
 * @param stackConfiguration a value of the stack configuration by its full key
 * @param signal ends what is under way when it aborts
 * @throws InvalidSettingError, MissingCredentialsError
 */
export function openConnection(
    settings: Settings,
    stackConfiguration: (key: string) => string | undefined,
    signal?: AbortSignal,
): Connection {
    const { env: environment } = process;
    const warn = (message: string) => void pulumi.log.warn(message);
    const sources = [
        programSource(settings),
        stackSource(stackConfiguration),
        environmentSource(environment, warn),
        credentialsFileSource(environment, warn),
    ];
    const surroundings = { environment, userAgent: userAgent() };
    const lock = resolveLock(sources, PROJECT_FILES);
    if (lock.mode === "offline") {
        // The state has the endpoint. Nobody is asked, so that no credentials are needed.
        const { endpoint } = readTransport(sources, surroundings);
        return { endpoint, apps: new OfflineReader(lock) };
    }
    const { transport, credentials } = readSettings(sources, surroundings);
    // Only now: what speaks HTTP takes longer to load than the rest, and a consumer's program needs none of it.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest can't import() a source
    const { ByteNiteClient } = require("bytenite-core/client/client") as typeof Client;
    const client = new ByteNiteClient({ ...transport, ...(signal && { signal }) }, credentials);
    return { endpoint: transport.endpoint, apps: withLock(client, lock) };
}

/** Whether apps come from a replacement: what looks up after it was undone comes from it, or fails. */
export function isReplaced(): boolean {
    return replacements.length > 0 || undoneIn.has(currentDeployment());
}

/**
 * Puts a connection in place of every other one, for tests.
 * @returns what undoes it, in any order. The deployment of the last one undone asks ByteNite no more: part of its
 * program may still be under way, and would ask with a developer's credentials
 */
export function replaceConnection(connection: Connection): () => void {
    replacements.push(connection);
    return () => {
        const index = replacements.indexOf(connection);
        if (index < 0) return;
        replacements.splice(index, 1);
        if (replacements.length === 0) undoneIn.add(currentDeployment());
    };
}
