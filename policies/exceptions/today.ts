import { DocumentError } from "bytenite-core/documents";
import { showText } from "bytenite-core/model";

const VARIABLE = "BYTENITE_TODAY";

/**
 * The day on which apps are judged, in UTC: YYYY-MM-DD. BYTENITE_TODAY is for tests of rules, whose waivers
 * must not expire with the years.
 *
 * @throws DocumentError if BYTENITE_TODAY is no date: any other text would compare with dates, and revive
 * waivers that have expired
 */
export function today(environment: NodeJS.ProcessEnv): string {
    return dayThatIsSet(environment) ?? new Date().toISOString().slice(0, 10);
}

/** The day that BYTENITE_TODAY sets. @throws DocumentError if it is no date */
export function dayThatIsSet(environment: NodeJS.ProcessEnv): string | undefined {
    const text = environment[VARIABLE];
    if (text === undefined || isDate(text)) return text;
    throw new DocumentError(
        [
            `${VARIABLE} in the environment must be a date such as 2026-12-31, but is ${showText(text)}. Without it, the apps are judged as of today`,
        ],
        "COMMAND_INVALID",
    );
}

function isDate(text: string): boolean {
    const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(NaN);
    // The 31st of June would be the 1st of July.
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
