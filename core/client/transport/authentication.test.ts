import { Authentication, type AccessToken } from "./authentication";

/** An authentication whose clock and exchanges a test directs. */
function authentication(...tokens: (AccessToken | Error)[]) {
    const asked: string[] = [];
    const clock = { seconds: 1_000_000 };
    const exchange = (apiKey: string): Promise<AccessToken> => {
        asked.push(apiKey);
        const token = tokens[asked.length - 1] ?? new Error("asked too often");
        return token instanceof Error ? Promise.reject(token) : Promise.resolve(token);
    };
    const now = () => clock.seconds * 1000;
    return { asked, clock, subject: new Authentication({ apiKey: "key" }, exchange, now) };
}

const token = (name: string, lifetime?: number): AccessToken => ({ token: name, lifetime });

describe("Authentication with an API key", () => {
    it("exchanges it once, however many ask, at once or later", async () => {
        const { subject, asked } = authentication(token("a"));
        const many = await Promise.all(Array.from({ length: 50 }, () => subject.authorization()));
        expect(new Set(many)).toEqual(new Set(["a"]));
        expect(await subject.authorization()).toBe("a");
        expect(asked).toEqual(["key"]);
    });

    it.each([
        ["a minute early", 3600, 3540],
        ["a tenth of its life early, where that is less", 100, 90],
        ["a minute before the documented hour, if ByteNite does not say", undefined, 3540],
    ])("renews the token %s", async (_when, lifetime, renewal) => {
        const { subject, asked, clock } = authentication(
            token("a", lifetime),
            token("b", lifetime),
        );
        const start = clock.seconds;
        await subject.authorization();
        clock.seconds = start + renewal - 0.001;
        expect(await subject.authorization()).toBe("a");
        expect(asked).toHaveLength(1);
        clock.seconds = start + renewal;
        const many = await Promise.all([subject.authorization(), subject.authorization()]);
        expect(many).toEqual(["b", "b"]);
        expect(asked).toHaveLength(2);
    });

    it("counts the life of the second token from its own beginning", async () => {
        const { subject, asked, clock } = authentication(token("a"), token("b"), token("c"));
        await subject.authorization();
        clock.seconds += 10_000;
        expect(await subject.authorization()).toBe("b");
        clock.seconds += 3539;
        expect(await subject.authorization()).toBe("b");
        clock.seconds += 1;
        expect(await subject.authorization()).toBe("c");
        expect(asked).toHaveLength(3);
    });

    it("drops a token that was refused, once for all who had it", async () => {
        const { subject, asked } = authentication(token("a"), token("b"));
        await subject.authorization();
        const worthAsking = await Promise.all(
            ["a", "a", "a"].map(async (refused) => {
                const result = subject.reject(refused);
                expect(await subject.authorization()).toBe("b");
                return result;
            }),
        );
        expect(worthAsking).toEqual([true, true, true]);
        expect(asked).toHaveLength(2);
    });

    it("keeps a newer token when an older one is refused late", async () => {
        const { subject, asked } = authentication(token("a"), token("b"));
        await subject.authorization();
        subject.reject("a");
        await subject.authorization();
        expect(subject.reject("a")).toBe(true);
        expect(await subject.authorization()).toBe("b");
        expect(asked).toHaveLength(2);
    });

    it("exchanges the key no more when the new token is refused as well", async () => {
        const { subject, asked } = authentication(token("a"), token("b"));
        await subject.authorization();
        expect(subject.reject("a")).toBe(true);
        expect(await subject.authorization()).toBe("b");
        expect([subject.reject("b"), subject.reject("b")]).toEqual([false, false]);
        expect(await subject.authorization()).toBe("b");
        expect(asked).toHaveLength(2);
    });

    it("exchanges the key again when a token that was good is refused", async () => {
        const { subject, asked } = authentication(token("a"), token("b"), token("c"));
        await subject.authorization();
        subject.reject("a");
        subject.accept(await subject.authorization());
        expect(subject.reject("b")).toBe(true);
        expect(await subject.authorization()).toBe("c");
        expect(asked).toHaveLength(3);
    });

    it("passes the failure of an exchange on to all who ask, and does not ask again", async () => {
        const failure = new Error("refused");
        const { subject, asked } = authentication(failure);
        const many = await Promise.allSettled([subject.authorization(), subject.authorization()]);
        expect(many.map((result) => result.status)).toEqual(["rejected", "rejected"]);
        await expect(subject.authorization()).rejects.toBe(failure);
        expect(asked).toHaveLength(1);
    });
});

describe("Authentication with an access token", () => {
    const never = () => Promise.reject(new Error("an exchange"));

    it("uses it as it is, and has no other one", async () => {
        const subject = new Authentication({ accessToken: "given" }, never);
        expect(await subject.authorization()).toBe("given");
        expect(subject.reject("given")).toBe(false);
        expect(await subject.authorization()).toBe("given");
    });
});
