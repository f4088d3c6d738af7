import { descriptionOf } from "./testing/bodies";
import { TOKEN, useEmulator } from "./testing/harness";

const PATHS = ["/dev/apps", "/dev/apps/hello-world", "/dev/apps/hello-world/status"];
const ONLY_TOKEN = 'The header Authorization takes the token alone, without "Bearer".';
const UNKNOWN = "The access token is unknown or has expired.";

describe.each(PATHS)("authorization of GET %s", (path) => {
    const server = useEmulator();

    it("takes a token that was given at the start", async () => {
        expect((await server.call(path)).status).toBe(200);
    });

    it.each([
        [null, "The header Authorization is missing."],
        ["stranger", UNKNOWN],
        [`${TOKEN}x`, UNKNOWN],
        [`Basic ${TOKEN}`, UNKNOWN],
        [`Bearer ${TOKEN}`, ONLY_TOKEN],
        [`bearer ${TOKEN}`, ONLY_TOKEN],
    ])("answers 401 to %s", async (authorization, description) => {
        const answer = await server.call(path, { authorization });
        expect(answer.status).toBe(401);
        expect(descriptionOf(answer)).toBe(description);
    });
});

describe("a malformed tag without a token", () => {
    const server = useEmulator();

    it("is a matter of the token first", async () => {
        expect((await server.call("/dev/apps/@@", { authorization: null })).status).toBe(401);
    });
});

describe("acceptBearer", () => {
    const server = useEmulator({ acceptBearer: true });

    it.each([
        [TOKEN, 200],
        [`Bearer ${TOKEN}`, 200],
        ["Bearer stranger", 401],
        ["Bearer", 401],
    ])("%s: %d", async (authorization, status) => {
        expect((await server.call("/dev/apps", { authorization })).status).toBe(status);
    });
});
