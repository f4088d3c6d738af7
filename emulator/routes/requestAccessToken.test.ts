import { descriptionOf, tokenOf } from "../testing/bodies";
import { useEmulator } from "../testing/harness";

const PATH = "/auth/access_token";
const request = (body: string) => ({ method: "POST", authorization: null, body });

describe("POST /auth/access_token", () => {
    const clock = { now: 0 };
    const server = useEmulator({
        accessTokens: [],
        apiKeys: ["emulator-api-key", "another-key"],
        tokenLifetime: 60,
        now: () => clock.now,
    });
    beforeEach(() => (clock.now = 0));
    const exchange = (apiKey: string) => server.call(PATH, request(JSON.stringify({ apiKey })));
    const statusWith = async (authorization: string) =>
        (await server.call("/dev/apps", { authorization })).status;

    it("exchanges each known API key for a new token, whose lifetime it tells as text", async () => {
        const answers = [await exchange("emulator-api-key"), await exchange("another-key")];
        for (const answer of answers) {
            expect(answer.body).toEqual({
                token: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as string,
                expiresIn: "60",
                scope: "openid",
            });
            expect(await statusWith(tokenOf(answer))).toBe(200);
        }
        expect(new Set(answers.map(tokenOf)).size).toBe(2);
    });

    it("ends a token's validity after its lifetime, not before", async () => {
        const token = tokenOf(await exchange("emulator-api-key"));
        clock.now = 59_999;
        expect(await statusWith(token)).toBe(200);
        clock.now = 60_000;
        const answer = await server.call("/dev/apps", { authorization: token });
        expect(answer.status).toBe(401);
        expect(descriptionOf(answer)).toBe("The access token is unknown or has expired.");
        const next = tokenOf(await exchange("emulator-api-key"));
        expect(await statusWith(next)).toBe(200);
        expect(await statusWith(token)).toBe(401);
    });

    it("doesn't take an API key for a token", async () => {
        expect(await statusWith("emulator-api-key")).toBe(401);
    });

    it("answers 401 to an unknown key", async () => {
        const answer = await exchange("stranger");
        expect(answer.status).toBe(401);
        expect(descriptionOf(answer)).toBe("The API key is unknown.");
    });

    it.each([
        ["", "The body is no JSON object."],
        ["{", "The body is no JSON object."],
        ["emulator-api-key", "The body is no JSON object."],
        ["null", "The body is no JSON object."],
        ["[]", "The body has no text apiKey."],
        ["{}", "The body has no text apiKey."],
        ['{"apiKey":7}', "The body has no text apiKey."],
        ['{"apiKey":""}', "The body has no text apiKey."],
        ['{"api_key":"emulator-api-key"}', "The body has no text apiKey."],
    ])("answers 400 to the body %s", async (body, description) => {
        const answer = await server.call(PATH, request(body));
        expect(answer.status).toBe(400);
        expect(descriptionOf(answer)).toBe(description);
    });

    it("answers 400 to no body and to a body beyond all measure", async () => {
        expect((await server.call(PATH, { method: "POST", authorization: null })).status).toBe(400);
        const huge = request(JSON.stringify({ apiKey: "x".repeat(2_000_000) }));
        const answer = await server.call(PATH, huge);
        expect(answer.status).toBe(400);
        expect(descriptionOf(answer)).toBe("Request body is too large.");
    });

    it.each(["application/json", "text/plain", "application/x-www-form-urlencoded"])(
        "reads JSON that is declared as %s",
        async (type) => {
            const body = JSON.stringify({ apiKey: "emulator-api-key" });
            const headers = { "content-type": type };
            const answer = await server.call(PATH, { ...request(body), headers });
            expect(answer.status).toBe(200);
        },
    );
});

describe("an emulator without options", () => {
    const server = useEmulator();

    it("knows the key emulator-api-key, and its tokens live for an hour", async () => {
        const { body } = await server.call(PATH, request('{"apiKey":"emulator-api-key"}'));
        expect(body).toMatchObject({ expiresIn: "3600" });
    });
});
