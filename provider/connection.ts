import * as pulumi from "@pulumi/pulumi";
import { ByteNiteClient, type AppReader } from "./client/client";
import { resolveSettings, type Settings } from "./settings";

/** Reads apps, and says where from. */
export interface Connection {
    /** Base URL of the API. */
    endpoint: string;
    apps: AppReader;
}

let replacement: Connection | undefined;
const connectionsByDeployment = new WeakMap<object, Map<string, Connection>>();
const outsideOfDeployments = {};

/**
 * The connection of the running deployment. It remembers what it was asked, so it must not outlive
 * the deployment: a program that uses the Automation API runs many in one process.
 *
 * @throws InvalidSettingError, MissingCredentialsError
 */
export function connect(settings: Settings = {}): Connection {
    if (replacement) return replacement;
    const deployment: object = pulumi.runtime.getMonitor() ?? outsideOfDeployments;
    const connections = connectionsByDeployment.get(deployment) ?? new Map<string, Connection>();
    connectionsByDeployment.set(deployment, connections);
    const key = JSON.stringify(settings, Object.keys(settings).sort());
    const known = connections.get(key);
    if (known) return known;
    const connection = openConnection(settings, (name) => pulumi.runtime.getConfig(name));
    connections.set(key, connection);
    return connection;
}

/**
 * A new connection.
 *
 * @param stackConfiguration a value of the stack configuration by its full key
 * @throws InvalidSettingError, MissingCredentialsError
 */
export function openConnection(
    settings: Settings,
    stackConfiguration: (key: string) => string | undefined,
): Connection {
    const sources = { stackConfiguration, environment: process.env };
    const { transport, credentials } = resolveSettings(settings, sources);
    return { endpoint: transport.endpoint, apps: new ByteNiteClient(transport, credentials) };
}

/** Puts another connection in place of every one, for tests. `undefined`: back to ByteNite. */
export function replaceConnection(connection: Connection | undefined): void {
    replacement = connection;
}
