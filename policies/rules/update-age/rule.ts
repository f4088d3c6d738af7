import { counted } from "../../phrases/counted";
import { defineAppRule } from "../../contract/rule";
import { quote } from "../../phrases/wording";

const DAY = 24 * 60 * 60 * 1000;
/** In days. A clock may be ahead, or in another time zone. */
const MOST_AHEAD = 1;
const TIMESTAMP =
    /^(\d{4}-\d{2}-\d{2})[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,9})?(?:[Zz]|[+-]00:00)$/;

export const rule = defineAppRule<{ maximumDays?: number }>({
    name: "update-age",
    description: "A ByteNite app must have been changed not too long ago.",
    explanation:
        "An app that nobody has touched for a long time is often one that nobody maintains, on a base image with holes that were closed since. The rule counts days in UTC from the day of the app's last change to today; the time of day doesn't matter. Exactly `maximumDays` is allowed, and 0 means changed today. A change on the next day passes, since a clock may be ahead or in another time zone; one after that is a finding, since such an app would never grow old. An app without the time of its last change is a finding, and so is one whose time can't be read: it must be in RFC 3339, in UTC, as ByteNite gives it. Without `maximumDays` the rule has nothing to judge by.\n\nA deployment can be refused by this rule although nothing has changed but the date.",
    remediation:
        "Check that somebody maintains the app, build its image on a current base, and push the app again.",
    category: "identity",
    severity: "low",
    settings: {
        maximumDays: {
            type: "integer",
            minimum: 0,
            description: "How many days ago the app's last change may be. Without it, any number.",
        },
    },
    needs: ["maximumDays"],
    evaluate: (app, { maximumDays }, { today }) => {
        if (maximumDays === undefined) return [];
        const { tag, updatedAt } = app;
        const day = dayOf(updatedAt);
        const age = day === undefined ? undefined : (Date.parse(today) - Date.parse(day)) / DAY;
        if (age !== undefined && age <= maximumDays && age >= -MOST_AHEAD) return [];
        const limit = `the most that is allowed is ${counted(maximumDays, "day")}`;
        const stated =
            age !== undefined && age < 0
                ? `was last changed on ${day}, which is ${counted(-age, "day")} after today`
                : age !== undefined
                  ? `was last changed on ${day}, ${counted(age, "day")} ago`
                  : updatedAt === ""
                    ? "doesn't say when it was last changed"
                    : `was last changed at a time that cannot be read (${quote([updatedAt])})`;
        return [
            {
                field: "updatedAt",
                found: updatedAt || null,
                limit: maximumDays,
                setting: "maximumDays",
                message: `${tag} ${stated}, but ${limit}`,
                fix: "Check that somebody maintains the app, build its image on a current base, and push the app again",
            },
        ];
    },
});

/** The day of a timestamp in UTC: YYYY-MM-DD. */
function dayOf(timestamp: string): string | undefined {
    const day = TIMESTAMP.exec(timestamp)?.[1];
    const time = Date.parse(`${day}T00:00:00Z`);
    // Date.parse takes the 30th of February for the 2nd of March.
    const exists = new Date(time).getUTCDate() === Number(day?.slice(-2));
    return exists ? day : undefined;
}
