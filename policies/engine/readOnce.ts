import { memoizeByObject } from "bytenite-core/model";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { requireOfSdk } from "./requireOfSdk";

/** The part of the SDK that reads what the engine sends. It is in no type of the SDK's. */
export interface PropertyReader {
    /** @param keepsSecrets for who changes the properties: a rule does not */
    deserializeProperties: (properties: Struct, keepsSecrets: boolean) => object;
}

/**
 * Makes the SDK read the properties in a message of the engine's once, for all policies. It does so for each policy
 * anew, so that nothing which one policy writes reaches another: with all rules, that took longer than judging.
 * No policy of ours writes there. Changes the SDK for the whole process: for a process that is nothing but the pack.
 */
export function readPropertiesOnce(): void {
    const reader = readerOfSdk();
    if (!reader) return;
    const { deserializeProperties } = reader;
    const once = memoizeByObject((properties: Struct) => deserializeProperties(properties, false));
    reader.deserializeProperties = (properties, keepsSecrets) =>
        keepsSecrets ? deserializeProperties(properties, true) : once(properties);
}

/** `undefined`: another release of the SDK has it elsewhere. That one reads more often, and the same. */
function readerOfSdk(): PropertyReader | undefined {
    try {
        return requireOfSdk()("./deserialize") as PropertyReader;
    } catch {
        return undefined;
    }
}
