import fc from "fast-check";
import { InvalidResponseError } from "../errors";
import { parseAppResponse } from "./parse";

const parseApp = (fields: object) =>
    parseAppResponse({ app: { id: "an id", name: "img-gen", ...fields } }, "GET /dev/apps/img-gen");

describe("a revision", () => {
    it.each([
        ["7", "7"],
        [7, "7"],
        [0, "0"],
        ["0", "0"],
        ["-1", "-1"],
        ["9007199254740993", "9007199254740993"],
        [Number.MAX_SAFE_INTEGER, "9007199254740991"],
        ["9223372036854775807", "9223372036854775807"],
        ["-9223372036854775808", "-9223372036854775808"],
        ["007", "7"],
        ["", ""],
    ])("%j is %j", (sent, revision) => {
        expect(parseApp({ revision: sent }).revision).toBe(revision);
    });

    it.each([
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999",
        2 ** 53,
        1e21,
        1.5,
        "1.0",
        "0x10",
        "1e3",
        " 7",
        "seven",
        "-",
        true,
        [],
        {},
    ])("%j is none, for it would not be exact", (revision) => {
        expect(() => parseApp({ revision })).toThrow(
            "app.revision must be an integer of 64 bits, as text where it exceeds 2^53",
        );
    });

    it("keeps every digit of every int64", () => {
        fc.assert(
            fc.property(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), (revision) => {
                expect(parseApp({ revision: String(revision) }).revision).toBe(String(revision));
            }),
        );
    });
});

describe("an amount", () => {
    const minMemory = (sent: unknown) => parseApp({ deviceRequirements: { minMemory: sent } });

    it.each([
        [2, 2],
        [0, 0],
        [0.5, 0.5],
        ["2", 2],
        ["0.25", 0.25],
        [Number.MIN_VALUE, Number.MIN_VALUE],
    ])("%j is %j", (sent, amount) => {
        expect(minMemory(sent).deviceRequirements).toEqual({ minMemory: amount, gpu: [] });
    });

    it.each([null, undefined])("%j is none", (sent) => {
        expect(minMemory(sent).deviceRequirements).toEqual({ gpu: [] });
    });

    it.each([NaN, Infinity, "NaN", "Infinity", "-Infinity", "", " ", "2 GB", true, [], {}])(
        "%j is refused",
        (sent) => {
            expect(() => minMemory(sent)).toThrow(
                "app.deviceRequirements.minMemory must be a finite number. Is",
            );
        },
    );

    it.each([-1, "-0.5", -Infinity])("%j is refused: no machine has less than nothing", (sent) => {
        expect(() => minMemory(sent)).toThrow(InvalidResponseError);
    });
});

describe("a time", () => {
    const updatedAt = (sent: unknown) => parseApp({ updatedAt: sent }).updatedAt;

    it.each([
        ["2025-10-30T16:39:50Z", "2025-10-30T16:39:50Z"],
        ["2025-10-30T16:39:50.151Z", "2025-10-30T16:39:50.151Z"],
        ["2023-12-15T10:11:20.738798Z", "2023-12-15T10:11:20.738798Z"],
        ["2023-12-15T10:11:20.123456789Z", "2023-12-15T10:11:20.123456789Z"],
        ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"],
    ])("%s keeps its digits", (sent, instant) => {
        expect(updatedAt(sent)).toBe(instant);
    });

    it("of the same instant is the same text", () => {
        const same = [
            "2025-10-30T16:39:50.1Z",
            "2025-10-30T16:39:50.100Z",
            "2025-10-30T16:39:50.100000Z",
            "2025-10-30T16:39:50.100000000Z",
            "2025-10-30T18:39:50.1+02:00",
            "2025-10-30T11:09:50.10-05:30",
        ];
        expect(new Set(same.map(updatedAt))).toEqual(new Set(["2025-10-30T16:39:50.1Z"]));
        expect(updatedAt("2025-10-30T16:39:50.000000Z")).toBe("2025-10-30T16:39:50Z");
        expect(updatedAt("2025-12-31T23:30:00-01:00")).toBe("2026-01-01T00:30:00Z");
    });

    it.each([
        "yesterday",
        "2025-10-30",
        "2025-10-30 16:39:50Z",
        "2025-10-30T16:39:50",
        "2025-10-30T16:39:50.Z",
        "2025-10-30T16:39:50.1234567890Z",
        "2025-13-45T16:39:50Z",
        "2025-10-30T25:00:00Z",
        "2025-10-30T16:39:50Z\n",
        1761842390,
    ])("%j is refused", (sent) => {
        expect(() => updatedAt(sent)).toThrow(InvalidResponseError);
    });

    it("names the field and shows what is right", () => {
        expect(() => updatedAt("yesterday")).toThrow(
            "app.updatedAt must be a time like 2025-10-30T16:39:50Z. Is",
        );
    });
});

describe("a link", () => {
    it.each([
        ["https://storage.test/a/b.tar", "https://storage.test/a/b.tar"],
        ["https://storage.test/b.tar?X-Signature=CANARY", "https://storage.test/b.tar"],
        ["https://storage.test/b.tar#CANARY", "https://storage.test/b.tar"],
        ["https://CANARY:CANARY@storage.test/b.tar", "https://storage.test/b.tar"],
        ["https://CANARY@storage.test", "https://storage.test"],
        ["https://user:CANARY@CANARY@storage.test/b", "https://storage.test/b"],
        ["s3://CANARY:CANARY@bucket/b.tar?x=CANARY#CANARY", "s3://bucket/b.tar"],
        ["HTTPS://CANARY:@storage.test/", "HTTPS://storage.test/"],
        ["//CANARY:x@storage.test/b", "//storage.test/b"],
        ["https://storage.test/b\n?CANARY\nCANARY", "https://storage.test/b\n"],
        ["https://storage.test/@scope/b.tar", "https://storage.test/@scope/b.tar"],
        ["img-gen.tar", "img-gen.tar"],
        ["", ""],
    ])("%j carries no credential: %j", (sent, link) => {
        expect(parseApp({ link: sent }).link).toBe(link);
    });
});
