import fc from "fast-check";
import { InvalidResponseError } from "../errors";
import {
    parseAccessTokenResponse,
    parseAppListResponse,
    parseAppResponse,
    parseGenericResponse,
} from "./parse";

const LEAST = { id: "an id", name: "img-gen" };

const refused = (problem: string) =>
    new InvalidResponseError(
        `ByteNite's answer to GET /x is not what its documentation describes: ${problem}. ` +
            "Is endpoint the address of ByteNite's API?",
    );

describe("an answer", () => {
    it.each([
        [null, "null"],
        ["<html>", "text"],
        [5, "a number"],
        [false, "true or false"],
        [[], "a list"],
        [[{ app: LEAST }], "a list"],
    ])("that is %j is refused by every operation", (body, kind) => {
        for (const parse of [
            parseAppResponse,
            parseAppListResponse,
            parseGenericResponse,
            parseAccessTokenResponse,
        ]) {
            expect(() => parse(body, "GET /x")).toThrow(
                refused(`the body must be an object, not ${kind}`),
            );
        }
    });

    it("with a page of apps may leave out the apps or the pagination, but not both", () => {
        const empty = { apps: [], hasNext: undefined, total: undefined };
        expect(parseAppListResponse({ apps: [], pagination: null }, "")).toEqual(empty);
        expect(parseAppListResponse({ apps: [], pagination: {} }, "")).toEqual(empty);
        expect(parseAppListResponse({ apps: null, pagination: {} }, "")).toEqual(empty);
        expect(parseAppListResponse({ pagination: { hasNext: null, total: "x" } }, "")).toEqual(
            empty,
        );
        expect(parseAppListResponse({ pagination: { hasNext: false, total: "5" } }, "")).toEqual({
            apps: [],
            hasNext: false,
            total: 5,
        });
        for (const nothing of [{}, { apps: null, pagination: null }]) {
            expect(() => parseAppListResponse(nothing, "GET /x")).toThrow(
                refused("apps must be a list"),
            );
        }
    });

    it("with a page of apps names the app that is wrong", () => {
        const apps = [LEAST, { ...LEAST, version: 1 }];
        expect(() => parseAppListResponse({ apps }, "GET /x")).toThrow(
            refused("apps.1.version must be text, not a number"),
        );
    });

    it("about a status says whether it is well", () => {
        expect(parseGenericResponse({ ok: true, message: null, error: null }, "")).toEqual({
            ok: true,
            message: "",
        });
        expect(() => parseGenericResponse({ message: "x" }, "")).toThrow("ok is missing");
    });

    it.each([
        [{ token: "t" }, undefined],
        [{ token: "t", expiresIn: null }, undefined],
        [{ token: "t", expiresIn: "" }, undefined],
        [{ token: "t", expiresIn: "3600" }, 3600],
        [{ token: "t", expiresIn: 60, scope: "openid" }, 60],
        [{ token: "t", expiresIn: "0" }, 0],
    ])("with a token, %j, says how long it is good for: %s", (body, lifetime) => {
        expect(parseAccessTokenResponse(body, "")).toEqual({ token: "t", lifetime });
    });

    it.each([
        [{}, "token is missing"],
        [{ token: "" }, "token must not be empty"],
        ...["a b", "a\r\nb", "ü", "x".repeat(7001)].map((token): [object, string] => [
            { token },
            "token must be at most 7000 characters of ASCII without spaces",
        ]),
        [
            { token: "t", expiresIn: "soon" },
            "expiresIn must be an integer of 64 bits, as text where it exceeds 2^53",
        ],
    ])("with a bad token, %j: %s", (body, problem) => {
        expect(() => parseAccessTokenResponse(body, "")).toThrow(problem);
    });

    it("of any shape gives facts or a refusal, and nothing else", () => {
        const app = fc.record(
            {
                id: fc.constant("i"),
                name: fc.constant("n"),
                deviceRequirements: fc.anything(),
                revision: fc.anything(),
                createdAt: fc.anything(),
                platformConfig: fc.anything(),
            },
            { requiredKeys: ["id", "name"] },
        );
        fc.assert(
            fc.property(fc.oneof(fc.jsonValue(), fc.record({ app })), (body) => {
                try {
                    expect(parseAppResponse(body, "").deviceRequirements.gpu).toBeInstanceOf(Array);
                } catch (error) {
                    expect(error).toBeInstanceOf(InvalidResponseError);
                }
            }),
        );
    });
});
