import fc from "fast-check";
import { PolicyServer } from "../testing/policyServer";
import { dayThatIsSet, today } from "./today";

const NONE = ["", "0", " ", "garbage", "2027-13-45", "2026-06-31", "2026-1-5", " 2026-01-05", "9"];

describe("today", () => {
    it("is the real day where nothing sets another one", () => {
        expect(dayThatIsSet({})).toBeUndefined();
        expect(today({})).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    });

    it("is any real date that is set", () => {
        const dates = fc.date({
            min: new Date("0001-01-01"),
            max: new Date("9999-12-31"),
            noInvalidDate: true,
        });
        fc.assert(
            fc.property(dates, (date) => {
                const day = date.toISOString().slice(0, 10);
                expect(today({ BYTENITE_TODAY: day })).toBe(day);
            }),
        );
    });

    it.each(NONE)("is not %j", (text) => {
        expect(() => today({ BYTENITE_TODAY: text })).toThrow(
            `must be a date such as 2026-12-31, but is ${JSON.stringify(text)}`,
        );
    });

    it.each(["", "2027-13-45"])("ends the engine's run where it is set to %j", async (text) => {
        const server = await PolicyServer.start({ BYTENITE_TODAY: text });
        try {
            await expect(server.describe()).rejects.toThrow(/^BYTENITE_TODAY in the environment/);
        } finally {
            await server.stop();
        }
    });
});
