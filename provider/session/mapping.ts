/** Whether a value is a mapping, and no list, `Map` or promise: what these hold nobody would find. */
export function isMapping(value: unknown): value is Record<string, unknown> {
    if (typeof value !== "object" || value === null || Symbol.iterator in value) return false;
    return typeof (value as { then?: unknown }).then !== "function";
}
