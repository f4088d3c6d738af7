import {
    DocumentError,
    DocumentSchema,
    parseJson,
    parseYaml,
    readTextFile,
    showPath,
    type Origin,
    type Path,
} from "bytenite-core/documents";
import { APP_FACTS, appFacts, showFile, type AppFacts, type FactName } from "bytenite-core/model";
import type { Place } from "../../contract/place";
import type { UnknownFacts } from "../../judging/withheldFacts";
import { jsonLines } from "../jsonLines";
import { withLowerKeys, type LowerKeys } from "./lowerKeys";
import { ENGINE_SCHEMA, MANIFEST_SCHEMA, type ManifestDocument } from "./schema";
import { isEngine, withKnownType } from "./types";

/** An app as its manifest has it. */
export interface Manifest {
    /** As problems name it. */
    file: string;
    facts: AppFacts;
    /** Where a fact is written: a path as findings have it. */
    placeOf: (field: string) => Place | undefined;
}

const TOLD: readonly FactName[] = [
    "name",
    "version",
    "description",
    "platform",
    "entrypoint",
    "platformConfig",
    "hasRegistryCredentials",
    "deviceRequirements",
];
/** Facts that come to an app when it is pushed. */
export const UNKNOWN_FACTS: UnknownFacts = (Object.keys(APP_FACTS) as FactName[]).filter(
    (name) => !TOLD.includes(name),
);

const OPTIONS = { noun: "the manifest" };

let schema: DocumentSchema<ManifestDocument> | undefined;
let engineSchema: DocumentSchema<object> | undefined;

/**
 * The app in a manifest.
 *
 * @param shownAs how problems name the file
 * @returns for what is no app but an engine of ByteNite's, its type
 * @throws DocumentError with every problem: file, line, key, what was found and what is allowed
 */
export function readManifest(path: string, shownAs: string): Manifest | { engine: string } {
    const text = readTextFile(path, { shownAs });
    // JSON it must be, which YAML is a little more than.
    parseJson(text, shownAs);
    const { value, origin } = parseYaml(text, shownAs, OPTIONS);
    const lower = withLowerKeys(value, KEYS);
    refuseTwice(lower, origin);
    const { content, type } = withKnownType(lower.value);
    const atOriginal: Origin = {
        ...origin,
        locate: (at, key) => origin.locate(...lower.toOriginal(at, key)),
        lineOf: (at, key) => origin.lineOf(...lower.toOriginal(at, key)),
    };
    if (isEngine(type)) {
        engineSchema ??= new DocumentSchema(ENGINE_SCHEMA, OPTIONS);
        engineSchema.validate(content, atOriginal);
        return { engine: type };
    }
    // Nobody knows what else is secret in a manifest where its keys are misspelt.
    schema ??= new DocumentSchema(MANIFEST_SCHEMA, {
        ...OPTIONS,
        secretKeys: ["username", "token"],
    });
    const document = schema.validate(content, atOriginal);
    const linesOf = jsonLines(path, () => text);
    const placeOfKey = (at: Path) => linesOf(lower.toOriginal(at)[0]);
    return {
        file: shownAs,
        facts: toFacts(document),
        placeOf: (field) => placeOfKey(toKeys(field, document)) ?? placeOfKey(["name"]),
    };
}

function refuseTwice({ twice }: LowerKeys, origin: Origin): void {
    if (twice.length === 0) return;
    throw new DocumentError(
        twice.map(({ path, key, first }) => {
            const where = path.length === 0 ? "" : ` in ${showPath(path, "")}`;
            return `${origin.locate(path, key)}: the key ${showFile(key)}${where} is there already, as ${showFile(first)}`;
        }),
    );
}

function toFacts(document: ManifestDocument): AppFacts {
    const config = document.platform_config ?? {};
    return appFacts({
        name: document.name,
        version: document.version,
        description: document.description ?? "",
        platform: document.platform ?? "",
        entrypoint: document.entrypoint ?? "",
        platformConfig: {
            container: config.container ?? "",
            privateImage: config.private_image ?? false,
            secrets: config.secrets ?? [],
        },
        // The registry's credentials end here.
        hasRegistryCredentials: Boolean(config.username || config.token),
        deviceRequirements: toRequirements(document.device_requirements),
    });
}

/** As ByteNite tells them once the app is pushed: where there are some, a number that is not stated is 0. */
function toRequirements(
    stated: ManifestDocument["device_requirements"],
): AppFacts["deviceRequirements"] {
    if (!stated) return { gpu: [] };
    const { min_cpu: minCpu, min_memory: minMemory, gpu } = stated;
    return { minCpu: minCpu ?? 0, minMemory: minMemory ?? 0, gpu: gpu ?? [] };
}

/** The keys that a manifest has for a fact. */
function toKeys(field: string, { platform_config: config }: ManifestDocument): Path {
    if (field === "tag") return ["version"];
    if (field === "hasRegistryCredentials") {
        return ["platform_config", config?.token ? "token" : "username"];
    }
    return field
        .split(".")
        .map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

const KEYS: ReadonlySet<string> = new Set(
    [
        MANIFEST_SCHEMA,
        MANIFEST_SCHEMA.properties.platform_config,
        MANIFEST_SCHEMA.properties.device_requirements,
    ].flatMap(({ properties }) => Object.keys(properties)),
);
