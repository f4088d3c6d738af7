import { toAppRecord, type AppFacts } from "bytenite-core/model";
import { readApp, type ShownApp } from "../judging/facts";

/**
 * An app that a door has, as rules judge it.
 * @param place where it stands, in words
 */
export function showApp(tag: string, facts: AppFacts, place: string): ShownApp {
    return readApp({ kind: "resource", properties: { ...toAppRecord(tag, facts) }, place });
}
