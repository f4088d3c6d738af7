import { DocumentError } from "bytenite-core/documents";
import { API_FACTS } from "bytenite-core/model";
import { Catalogue } from "./catalogue";

function problemsOf(load: () => unknown): readonly string[] {
    try {
        load();
    } catch (error) {
        if (error instanceof DocumentError) return error.problems;
        throw error;
    }
    return [];
}
const problemsIn = (text: string) => problemsOf(() => Catalogue.fromYaml(text, "catalogue.yaml"));

const [, , ...OTHERS] = Object.keys(API_FACTS).filter((key) => key !== "id");
const APP_KEYS = ["name", "version", "versions", "id", ...OTHERS].join(", ");

describe("a YAML catalogue's problem", () => {
    it.each<[string, string, string[]]>([
        [
            "a GPU that isn't a list",
            'apps:\n  - name: app\n    versions:\n      - version: "1.0"\n        deviceRequirements:\n          gpu: tesla t4',
            [
                'catalogue.yaml:6: apps[0].versions[0].deviceRequirements.gpu must be a list of texts, found the text "tesla t4"',
            ],
        ],
        [
            "a version that YAML takes for a number",
            "apps:\n  - name: app\n    version: 1.10",
            [
                'catalogue.yaml:3: apps[0].version must be a text of the form major.minor, found the number 1.10: put it in quotes, "1.10"',
            ],
        ],
        [
            "a version that is none",
            'apps:\n  - { name: app, version: "1" }',
            [
                'catalogue.yaml:2: apps[0].version must be a text of the form major.minor, found the text "1"',
            ],
        ],
        [
            "a version with leading zeros",
            'apps:\n  - { name: app, version: "01.0" }',
            [
                'catalogue.yaml:2: apps[0].version must be a text of the form major.minor, found the text "01.0"',
            ],
        ],
        [
            "a name that is a number",
            'apps:\n  - name: 7\n    version: "1.0"',
            [
                'catalogue.yaml:2: apps[0].name must be 1 to 64 letters, digits, "-" and "_", found the number 7: put it in quotes, "7"',
            ],
        ],
        [
            "a name with a space",
            'apps:\n  - { name: my app, version: "1.0" }',
            [
                'catalogue.yaml:2: apps[0].name must be 1 to 64 letters, digits, "-" and "_", found the text "my app"',
            ],
        ],
        ["no name", 'apps:\n\n  - version: "1.0"', ["catalogue.yaml:3: apps[0] has no name"]],
        [
            "no version",
            "apps:\n  - name: app",
            ["catalogue.yaml:2: apps[0] must have either version or versions"],
        ],
        [
            "version and versions",
            'apps:\n  - name: app\n    version: "1.0"\n    versions: [version: "1.1"]',
            ["catalogue.yaml:2: apps[0] must have either version or versions"],
        ],
        [
            "an empty list of versions",
            "apps:\n  - name: app\n    versions: []",
            [
                "catalogue.yaml:3: apps[0].versions must be a list of at least one version, found an empty list",
            ],
        ],
        [
            "a key that is misspelt",
            'apps:\n  - name: app\n    version: "1.0"\n    deviceRequirement: { minCpu: 1 }',
            [
                `catalogue.yaml:4: apps[0] has the unknown key "deviceRequirement"; did you mean "deviceRequirements"?`,
            ],
        ],
        [
            "a manifest's spelling",
            'apps:\n  - name: app\n    version: "1.0"\n    deviceRequirements:\n      min_cpu: 1',
            [
                'catalogue.yaml:5: apps[0].deviceRequirements has the unknown key "min_cpu"; did you mean "minCpu"? (known are minCpu, minMemory, gpu)',
            ],
        ],
        [
            "a negative amount",
            'apps:\n  - { name: app, version: "1.0", deviceRequirements: { minCpu: -1 } }',
            [
                "catalogue.yaml:2: apps[0].deviceRequirements.minCpu must be a number that isn't negative, found the number -1",
            ],
        ],
        [
            "an infinite amount",
            'apps:\n  - { name: app, version: "1.0", deviceRequirements: { minMemory: .inf } }',
            [
                "catalogue.yaml:2: apps[0].deviceRequirements.minMemory must be a number that isn't negative, found the number .inf",
            ],
        ],
        [
            "an amount with its unit",
            'apps:\n  - { name: app, version: "1.0", deviceRequirements: { minMemory: 8 GB } }',
            [
                'catalogue.yaml:2: apps[0].deviceRequirements.minMemory must be a number that isn\'t negative, found the text "8 GB"; write the number alone, without a unit',
            ],
        ],
        [
            "nothing where a list is needed",
            'apps:\n  - name: app\n    version: "1.0"\n    deviceRequirements:\n      gpu:',
            [
                "catalogue.yaml:5: apps[0].deviceRequirements.gpu must be a list of texts, found nothing",
            ],
        ],
        [
            "an instant without a zone",
            'apps:\n  - { name: app, version: "1.0", createdAt: 2025-01-01T00:00:00 }',
            [
                'catalogue.yaml:2: apps[0].createdAt must be an instant in UTC such as 2025-10-30T16:39:50.151Z, found the text "2025-01-01T00:00:00"',
            ],
        ],
        [
            "an instant that doesn't exist",
            'apps:\n  - { name: app, version: "1.0", updatedAt: 2025-02-30T00:00:00Z }',
            [
                'catalogue.yaml:2: apps[0].updatedAt must be an instant in UTC such as 2025-10-30T16:39:50.151Z, found the text "2025-02-30T00:00:00Z"',
            ],
        ],
        [
            "a revision that is a number",
            'apps:\n  - { name: app, version: "1.0", revision: 7 }',
            [
                'catalogue.yaml:2: apps[0].revision must be a text of 1 to 18 decimal digits, found the number 7: put it in quotes, "7"',
            ],
        ],
        [
            "an id that is no UUID",
            'apps:\n  - { name: app, version: "1.0", id: seven }',
            ['catalogue.yaml:2: apps[0].id must be a UUID, found the text "seven"'],
        ],
        [
            "yes, which is a text in YAML 1.2",
            'apps:\n  - { name: app, version: "1.0", isPublic: yes }',
            ['catalogue.yaml:2: apps[0].isPublic must be true or false, found the text "yes"'],
        ],
        [
            "a long text, which is cut",
            `apps:\n  - { name: app, version: "1.0", isPublic: ${"y".repeat(90)} }`,
            [
                `catalogue.yaml:2: apps[0].isPublic must be true or false, found the text "${"y".repeat(60)}"… (30 more characters)`,
            ],
        ],
        [
            "a registry's token, which isn't shown",
            'apps:\n  - { name: app, version: "1.0", platformConfig: { token: 12345, username: true } }',
            [
                "catalogue.yaml:2: apps[0].platformConfig.username must be a text, found a boolean",
                "catalogue.yaml:2: apps[0].platformConfig.token must be a text, found a number",
            ],
        ],
        [
            "a value behind an alias, at the line of the value",
            'apps:\n  - name: app\n    version: "1.0"\n    deviceRequirements: &small\n      gpu: [7]\n  - { name: two, version: "1.0", deviceRequirements: *small }',
            [
                'catalogue.yaml:5: apps[0].deviceRequirements.gpu[0] must be a text, found the number 7: put it in quotes, "7"',
                'catalogue.yaml:5: apps[1].deviceRequirements.gpu[0] must be a text, found the number 7: put it in quotes, "7"',
            ],
        ],
        [
            "the same version twice",
            'apps:\n  - name: app\n    versions:\n      - version: "1.0"\n      - version: "1.0"\n  - name: app\n    version: "1.0"',
            [
                "catalogue.yaml:5: apps[0].versions[1] is app@1.0, which apps[0].versions[0] is already",
                "catalogue.yaml:6: apps[1] is app@1.0, which apps[0].versions[0] is already",
            ],
        ],
        [
            "the same id twice",
            'apps:\n  - name: app\n    id: a1b2c3d4-e5f6-7890-abcd-ef1234567890\n    versions:\n      - version: "1.0"\n      - version: "1.1"',
            [
                "catalogue.yaml:6: apps[0].versions[1] is the app with the id a1b2c3d4-e5f6-7890-abcd-ef1234567890, which apps[0].versions[0] is already",
            ],
        ],
        [
            "several problems, all at once",
            "apps:\n  - name: app\n    version: 1.0\n    isPublic: 1\n    foo: 1",
            [
                'catalogue.yaml:3: apps[0].version must be a text of the form major.minor, found the number 1.0: put it in quotes, "1.0"',
                "catalogue.yaml:4: apps[0].isPublic must be true or false, found the number 1",
                `catalogue.yaml:5: apps[0] has the unknown key "foo"; known are ${APP_KEYS}`,
            ],
        ],
        [
            "an empty file",
            "",
            ["catalogue.yaml:1: the catalogue must be a mapping with the key apps, found nothing"],
        ],
        [
            "null",
            "# nothing here\nnull\n",
            ["catalogue.yaml:2: the catalogue must be a mapping with the key apps, found nothing"],
        ],
        [
            "a list of apps without the key",
            "- name: app\n",
            ["catalogue.yaml:1: the catalogue must be a mapping with the key apps, found a list"],
        ],
        ["no apps", "{}", ["catalogue.yaml:1: the catalogue has no apps"]],
        [
            "apps by name",
            "apps:\n  app: {}\n",
            ["catalogue.yaml:2: apps must be a list of apps, found a mapping"],
        ],
    ])("%s", (_, text, problems) => {
        expect(problemsIn(text)).toEqual(problems);
    });
});

describe("a catalogue in memory", () => {
    it("has problems without a line", () => {
        expect(problemsOf(() => new Catalogue({ apps: [{ name: "app", version: 1.1 }] }))).toEqual([
            'catalogue: apps[0].version must be a text of the form major.minor, found the number 1.1: put it in quotes, "1.1"',
        ]);
    });

    it.each([undefined, null, "apps", 7])("can't be %j", (value) => {
        expect(problemsOf(() => new Catalogue(value))).toHaveLength(1);
    });
});
