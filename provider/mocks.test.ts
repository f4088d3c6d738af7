import * as pulumi from "@pulumi/pulumi";
import { getApp, getApps } from "./dataSources";
import { useTestCatalogue } from "./testing";

const MISSING = /useTestCatalogue\(\[…\]\) from "pulumi-bytenite\/testing"/;

describe("a program under Pulumi's mocks, without a catalogue", () => {
    const { env } = process;

    beforeAll(() =>
        pulumi.runtime.setMocks({
            newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }),
            call: () => ({}),
        }),
    );
    beforeEach(() => {
        process.env = { PATH: env.PATH, XDG_CONFIG_HOME: "/nowhere" };
    });
    afterEach(() => {
        process.env = env;
    });

    /** What the look-ups of a program say that fails. */
    const failures = async (program: () => unknown[]): Promise<string[]> => {
        const outcomes = await Promise.allSettled(program());
        return outcomes.map((outcome) =>
            outcome.status === "rejected" ? (outcome.reason as Error).message : "fine",
        );
    };

    it("is told of the catalogue, not only of credentials", async () => {
        expect(await failures(() => [getApp({ tag: "render" })])).toEqual([
            expect.stringMatching(MISSING),
        ]);
        expect(await failures(() => [getApps()])).toEqual([expect.stringMatching(MISSING)]);
    });

    it("is told of it too where credentials lead to a server that is not there", async () => {
        process.env.BYTENITE_ACCESS_TOKEN = "of-a-developer";
        process.env.BYTENITE_ENDPOINT = "http://127.0.0.1:9/v1";
        process.env.BYTENITE_RETRIES = "0";

        const [message] = await failures(() => [getApp({ tag: "render" })]);

        expect(message).toMatch(MISSING);
        expect(message).toContain("ByteNite can't be reached at http://127.0.0.1:9/v1");
    });

    it("is not told of it where the tag is wrong, or where there is a catalogue", async () => {
        process.env.BYTENITE_ACCESS_TOKEN = "of-a-developer";
        const [wrong] = await failures(() => [getApp({ tag: "a b" })]);
        expect(wrong).not.toMatch(MISSING);

        const restore = useTestCatalogue([]);
        const [none] = await failures(() => [getApp({ tag: "render" })]);
        restore();
        expect(none).toMatch(/in the test catalogue/);
        expect(none).not.toMatch(MISSING);
    });
});
