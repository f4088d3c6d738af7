import { createHash } from "node:crypto";
import {
    anyGlob,
    normalizeGpuName,
    showFile,
    showLine,
    type AppRecord,
    type DeviceRequirements,
} from "bytenite-core/model";
import type { Waiver } from "../contract/exceptions";
import type { ShownApp } from "../judging/facts";

/** Identifies device requirements: SHA-256 in hex. The spelling of a GPU's name does not matter, the order of the list does. */
export function requirementsDigest({ minCpu, minMemory, gpu }: DeviceRequirements): string {
    const facts = [minCpu ?? null, minMemory ?? null, gpu.map(normalizeGpuName)];
    return createHash("sha256").update(JSON.stringify(facts)).digest("hex");
}

/** Identifies a waiver among others, whatever its line. */
export function waiverField({ rule, app, expires }: Waiver): string {
    return `waivers/${rule}/${app ?? "*"}/${expires}`;
}

/** Whether one of the globs covers an app: its tag, its name, or its name@version. */
export function appMatcher(globs: readonly string[]): (app: AppRecord) => boolean {
    // The default: not three texts to test for each app and rule.
    if (globs.includes("*")) return () => true;
    const covers = anyGlob(globs);
    return ({ tag, name, version }) => covers(tag) || covers(name) || covers(`${name}@${version}`);
}

/** Why a waiver does not hold for an app although it names it, in one sentence; `undefined`: it holds. */
export function whyNot(
    waiver: Waiver,
    app: ShownApp | undefined,
    today: string,
): string | undefined {
    const place = `The waiver at ${showFile(waiver.origin.file)}:${waiver.origin.line}`;
    if (isExpired(waiver, today)) return `${place} expired on ${waiver.expires}`;
    // Facts that the program keeps from changing are those of some earlier day.
    const known = app?.isUnverified ? undefined : app;
    if (waiver.hash !== undefined && waiver.hash !== known?.hash) {
        return `${place} is for the hash ${showLine(waiver.hash)}, but the app's is ${showLine(known?.hash || "not known")} now`;
    }
    if (waiver.requirements !== undefined) {
        if (!known) {
            return `${place} is for certain device requirements, but the app's are not known now`;
        }
        const digest = requirementsDigest(known.deviceRequirements);
        if (digest !== waiver.requirements) {
            return `${place} is for other device requirements than the app has now (their digest is ${digest})`;
        }
    }
    return undefined;
}

/** A waiver holds for the whole of its last day. */
export function isExpired({ expires }: Waiver, today: string): boolean {
    return expires < today;
}
