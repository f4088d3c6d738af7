import { createHash } from "node:crypto";
import {
    API_FACTS,
    mapFacts,
    type ApiDeviceRequirements,
    type ApiPlatformConfig,
    type FactKind,
    type FactTable,
} from "bytenite-core/model";
import type { AppDefinition, CatalogueDefinition, VersionDefinition } from "./definition";
import type { WireApp } from "./wireApp";

const DEFAULT_USER = "emulator";
// Any fixed instant would do: a restart must not look like a change of the app.
const DEFAULT_INSTANT = "2025-01-01T00:00:00Z";

/** What ByteNite sends for a fact that is not set. */
const UNSET: Record<FactKind, unknown> = {
    text: "",
    id: "",
    name: "",
    version: "",
    link: "",
    int64: "0",
    flag: false,
    texts: [],
    amount: 0,
    instant: null,
};

/** Every version of every app as the API sends it, in the catalogue's order. */
export function normalise(catalogue: CatalogueDefinition): WireApp[] {
    return catalogue.apps.flatMap((app) =>
        versionsOf(app).map((version) => toWireApp(app, version)),
    );
}

/** The versions of an app, whichever way the catalogue gives them. */
export function versionsOf(app: AppDefinition): VersionDefinition[] {
    return app.versions ?? (app.version === undefined ? [] : [{ version: app.version }]);
}

function toWireApp(app: AppDefinition, versionDefinition: VersionDefinition): WireApp {
    const { name } = app;
    const { version } = versionDefinition;
    const { versions: _, ...fields } = { ...app, ...versionDefinition };
    const { userName = DEFAULT_USER, createdAt = DEFAULT_INSTANT, updatedAt = createdAt } = fields;
    const pushed = {
        name,
        version,
        description: fields.description ?? "",
        platform: fields.platform ?? "docker",
        entrypoint: fields.entrypoint ?? "main.py",
        platformConfig: platformConfig(app.platformConfig, versionDefinition.platformConfig),
        deviceRequirements: requirements(
            app.deviceRequirements,
            versionDefinition.deviceRequirements,
        ),
    };
    return {
        ...(unsetOf(API_FACTS) as unknown as WireApp),
        status: "active",
        revision: "1",
        ...fields,
        ...pushed,
        id: fields.id ?? uuidOf(`app ${name}@${version}`),
        owner: fields.owner ?? uuidOf(`user ${userName}`),
        createdAt,
        updatedAt,
        hash: fields.hash ?? createHash("sha256").update(JSON.stringify(pushed)).digest("base64"),
        userName,
    };
}

type Message<T> = T | null | undefined;

function requirements(
    app: Message<ApiDeviceRequirements>,
    version: Message<ApiDeviceRequirements>,
) {
    const merged = merge(app, version);
    const unset = unsetOf(API_FACTS.deviceRequirements.facts) as Required<ApiDeviceRequirements>;
    return merged && { ...unset, ...merged };
}

function platformConfig(app: Message<ApiPlatformConfig>, version: Message<ApiPlatformConfig>) {
    const merged = merge(app, version);
    const { secrets, ...unset } = unsetOf(
        API_FACTS.platformConfig.facts,
    ) as Required<ApiPlatformConfig>;
    // In this order, by which lock files have hashes of emulated apps.
    return merged && { ...unset, username: "", token: "", secrets, ...merged };
}

function unsetOf(facts: FactTable): Record<string, unknown> {
    return mapFacts<unknown>(
        facts,
        ({ kind }) => UNSET[kind],
        () => null,
    );
}

// Field by field, so that a version which needs more memory doesn't have to repeat the GPUs.
function merge<T extends object>(app: Message<T>, version: Message<T>): T | null {
    if (version === null || (!app && !version)) return null;
    return { ...app, ...version } as T;
}

function uuidOf(text: string): string {
    const hex = createHash("sha256").update(text).digest("hex");
    // 8 marks a UUID whose content follows a rule of one's own (RFC 9562); "a" is its variant.
    const groups = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`];
    return [...groups, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}
