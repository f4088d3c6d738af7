/** What a manifest's key `type` says of an app. Most apps leave it out. Source: ByteNite's public sample apps. */
const APP = "app";

/**
 * What it says of ByteNite's engines, which are no apps: they prepare an app's data and put its results together.
 * Source: apps.md of ByteNite's documentation.
 *
 * The type alone decides. What a manifest asks for does not tell an app from an engine: engines have the same
 * device_requirements and platform_config. So nothing else is passed over, and reports name what was.
 */
const ENGINES: readonly string[] = ["partitioner", "assembler"];

/** All that may stand there: an app that is misspelt would be judged by nobody. */
export const TYPES: readonly string[] = [APP, ...ENGINES];

export function isEngine(type: string | undefined): type is string {
    return type !== undefined && ENGINES.includes(type);
}

/**
 * The content of a manifest with its type spelled as we know it, whatever its case and the spaces around it. An
 * empty type is none. What we don't know stays as it is, for the schema to refuse.
 */
export function withKnownType(content: unknown): { content: unknown; type?: string } {
    const { type: given } = Object(content) as { type?: unknown };
    if (typeof given !== "string") return { content };
    const type = given.trim().toLowerCase() || APP;
    if (!TYPES.includes(type)) return { content };
    return { content: { ...(content as object), type }, type };
}
