import { APP_FACTS, appFacts } from "./appFacts";
import { mistakesInFacts } from "./statedFacts";

const APP = { name: "render", version: "1.0" };
const names = Object.keys(APP_FACTS).join(", ");

describe("mistakesInFacts", () => {
    it.each<[string, unknown]>([
        ["a name and a version", APP],
        ["all facts", appFacts(APP)],
        ["facts that are not said", { ...APP, status: undefined, deviceRequirements: undefined }],
        ["a mapping with some of its facts", { ...APP, deviceRequirements: { minMemory: 0.5 } }],
        ["the version of an old app", { ...APP, version: "" }],
        ["many digits", { ...APP, name: "a-B_9", version: "12.345678901" }],
    ])("finds nothing wrong with %s", (_what, given) => {
        expect(mistakesInFacts(given, "app")).toEqual([]);
    });

    it.each<[given: unknown, mistake: string]>([
        [{ ...APP, isPublick: true }, `app has no fact "isPublick", only ${names}`],
        [{ ...APP, constructor: 1 }, `app has no fact "constructor", only ${names}`],
        [{ ...APP, "a\nb": 1 }, String.raw`app has no fact "a\nb", only ${names}`],
        [
            { ...APP, deviceRequirements: { minMem: 4 } },
            'app.deviceRequirements has no fact "minMem", only minCpu, minMemory, gpu',
        ],
        [
            { ...APP, platformConfig: { token: "" } },
            'app.platformConfig has no fact "token", only container, privateImage, secrets',
        ],
        [{ ...APP, status: 1 }, "app.status must be a text, but is 1"],
        [{ ...APP, status: null }, "app.status must be a text, but is null"],
        [{ ...APP, revision: 7 }, "app.revision must be a text, but is 7"],
        [{ ...APP, isPublic: "yes" }, 'app.isPublic must be true or false, but is "yes"'],
        [{ ...APP, deviceRequirements: ["t4"] }, "app.deviceRequirements must be a mapping"],
        [
            { ...APP, deviceRequirements: { gpu: "t4" } },
            'app.deviceRequirements.gpu must be a list of texts, but is "t4"',
        ],
        [{ ...APP, platformConfig: { secrets: [1] } }, "must be a list of texts, but is [1]"],
        ...[-1, Number.NaN, Infinity, "4"].map((minCpu): [unknown, string] => [
            { ...APP, deviceRequirements: { minCpu } },
            "app.deviceRequirements.minCpu must be a number of at least 0, but is ",
        ]),
        ...[undefined, 1, 1.5, "1", "v1.0", "1.0.0", " 1.0", ["1.0"]].map(
            (version): [unknown, string] => [
                { ...APP, version },
                'app.version must be a text of the form major.minor, for example "1.0", but is ',
            ],
        ),
        ...[undefined, "", "a b", "render@1.0", 7].map((name): [unknown, string] => [
            { ...APP, name },
            "app.name must be 1 to 64 letters, digits, dashes and underscores, but is ",
        ]),
        ["render", 'app must be a mapping, but is "render"'],
        [null, "app must be a mapping, but is null"],
        [[APP], "app must be a mapping, but is ["],
    ])("tells what is wrong with %j", (given, mistake) => {
        const mistakes = mistakesInFacts(given, "app");
        expect(mistakes).toHaveLength(1);
        expect(mistakes[0]).toContain(mistake);
    });

    it("tells of each mistake", () => {
        const given = { version: 1, deviceRequirement: {}, platformConfig: { privateImage: 0 } };
        expect(mistakesInFacts(given, "app")).toEqual([
            expect.stringMatching(/^app has no fact "deviceRequirement"/),
            expect.stringMatching(/^app\.name must be/),
            expect.stringMatching(/^app\.version must be/),
            "app.platformConfig.privateImage must be true or false, but is 0",
        ]);
    });
});

describe("appFacts", () => {
    it("completes a mapping member by member, and what is undefined", () => {
        const facts = appFacts({
            deviceRequirements: { minMemory: 4 },
            platformConfig: { secrets: ["s"] },
            ...({ status: undefined } as object),
        });
        expect(facts).toMatchObject({
            deviceRequirements: { minMemory: 4, gpu: [] },
            platformConfig: { container: "", privateImage: false, secrets: ["s"] },
            status: "",
        });
    });
});
