import { useRulesFile } from "./rulesFile.testSupport";

const { write, resolve } = useRulesFile();

describe("a rules file", () => {
    it("sets levels and settings, and knows the line of each setting", () => {
        write(`
rules:
  all: mandatory
  gpu-known: disabled
  memory-minimum:
    enforcementLevel: advisory
    minimum: 4
`);
        const { configuration } = resolve();
        expect(configuration["gpu-allowed"]?.enforcementLevel).toBe("mandatory");
        expect(configuration["gpu-known"]?.enforcementLevel).toBe("disabled");
        expect(configuration["memory-minimum"]).toEqual({
            enforcementLevel: "advisory",
            levelOrigin: { file: "bytenite.rules.yaml", line: 6 },
            settings: { minimum: 4 },
            origins: { minimum: { file: "bytenite.rules.yaml", line: 7 } },
        });
    });

    it("turns off with all: disabled what it gives no settings", () => {
        write("rules: { all: disabled, gpu-known: advisory, memory-minimum: { minimum: 4 } }");
        const { configuration } = resolve();
        expect(configuration["gpu-allowed"]?.enforcementLevel).toBe("disabled");
        expect(configuration["gpu-known"]?.enforcementLevel).toBe("advisory");
        expect(configuration["memory-minimum"]?.enforcementLevel).toBeUndefined();
    });

    it.each([
        ["rules: { all: disabled }", "advisory"],
        ["defaults: { enforcementLevel: disabled }", "advisory"],
        ["rules: { all: mandatory }", "mandatory"],
        ["rules: { all: disabled, app-readable: mandatory }", "mandatory"],
        ["rules: { all: disabled, app-readable: disabled }", "disabled"],
        ["rules: { app-readable: disabled }", "disabled"],
        ["rules: {}", undefined],
        [
            'rules: { all: mandatory }\nenvironments: { dev: { stacks: ["*"], rules: { all: disabled } } }',
            "advisory",
        ],
    ])("never turns off in passing what tells that nothing was judged: %s", (text, level) => {
        write(text);
        expect(resolve("shop/dev").configuration["app-readable"]?.enforcementLevel).toBe(level);
    });

    it("never gives the level of all rules to those about waivers and the baseline", () => {
        write("rules: { all: mandatory, waiver-expired: mandatory }");
        const { configuration } = resolve();
        expect(configuration["waiver-applied"]?.enforcementLevel).toBeUndefined();
        expect(configuration["waiver-expired"]?.enforcementLevel).toBe("mandatory");
    });

    it("has defaults, which reach no rule that judges nobody until it is told whom", () => {
        write("defaults: { enforcementLevel: mandatory, onUnknown: fail, apps: [img-*] }");
        const { configuration } = resolve();
        expect(configuration["gpu-allowed"]).toMatchObject({
            enforcementLevel: "mandatory",
            settings: { onUnknown: "fail", apps: ["img-*"] },
            origins: { apps: { line: 1 } },
        });
        expect(configuration["gpu-forbidden"]?.settings).toEqual({ onUnknown: "fail" });
    });

    it("may set nothing", () => {
        write("{}");
        expect(resolve("shop/prod")).toMatchObject({ waivers: [], setsNothing: true });
    });

    it("is stricter for some stacks: the last environment that covers one wins, setting by setting", () => {
        write(`
rules:
  memory-minimum: { minimum: 2, apps: [a] }
environments:
  all of the shop:
    stacks: ["shop/*"]
    rules: { memory-minimum: { minimum: 4, enforcementLevel: mandatory } }
  production:
    stacks: ["*/prod*", "billing/live"]
    rules:
      memory-minimum: { minimum: 8 }
  development:
    stacks: ["*/dev"]
    defaults: { enforcementLevel: disabled }
`);
        const minimum = (stack?: string) => resolve(stack).configuration["memory-minimum"];
        expect(minimum()).toMatchObject({ settings: { minimum: 2, apps: ["a"] } });
        expect(minimum("other/test")?.settings.minimum).toBe(2);
        expect(minimum("shop/test")).toMatchObject({
            enforcementLevel: "mandatory",
            settings: { minimum: 4, apps: ["a"] },
            origins: { minimum: { line: 7, environment: "all of the shop" }, apps: { line: 3 } },
        });
        expect(minimum("shop/prod-eu")).toMatchObject({
            enforcementLevel: "mandatory",
            settings: { minimum: 8 },
            origins: { minimum: { line: 11, environment: "production" } },
        });
        expect(minimum("billing/live")?.settings.minimum).toBe(8);
        expect(minimum("billing/prodigy")?.settings.minimum).toBe(8);
        expect(minimum("shop/dev")).toMatchObject({ enforcementLevel: "disabled" });
        expect(minimum("x/nonprod")?.settings.minimum).toBe(2);
        expect(resolve("shop/prod").source).toEqual({
            file: "bytenite.rules.yaml",
            environments: ["all of the shop", "production"],
        });
        expect(resolve().source?.environments).toEqual([]);
    });

    it("refuses a pattern that can't cover a stack, with its line", () => {
        write(`
environments:
  development:
    stacks:
      - "*/dev"
      - dev*
waivers:
  - { rule: gpu-allowed, app: a, reason: r, owner: o, expires: 2026-12-31, stacks: [a/b/c/d] }
`);
        expect(() => resolve("shop/dev")).toThrow(
            [
                'bytenite.rules.yaml:6: environments.development.stacks[1] is "dev*", which may mean projects or stacks: write "*/dev*" for stacks of any project, or "dev*/*" for all stacks of projects',
                'bytenite.rules.yaml:8: waivers[0].stacks[0] is "a/b/c/d", which has more parts than organization/project/stack, so that it covers none',
            ].join("\n"),
        );
    });

    it("refuses to guess the organization, where one decides", () => {
        write(`
rules: { memory-minimum: { minimum: 2 } }
environments:
  ours: { stacks: [acme/shop/prod], rules: { memory-minimum: { minimum: 8 } } }
`);
        expect(() => resolve("shop/prod")).toThrow(
            'bytenite.rules.yaml:4: "acme/shop/prod" asks for an organization, and nothing tells here which one shop/prod belongs to. Set the environment variable PULUMI_ORGANIZATION',
        );
        expect(resolve("shop/dev").source?.environments).toEqual([]);
        expect(resolve("acme/shop/prod").source?.environments).toEqual(["ours"]);
        expect(resolve("other/shop/prod").source?.environments).toEqual([]);
    });

    it("has prices, which are settings of the rule about costs", () => {
        write("catalogue: { prices: { currency: EUR, cpuHour: 0.03, gpuHours: { t4: 0.4 } } }");
        expect(resolve().configuration["stack-hourly-cost"]).toMatchObject({
            settings: { currency: "EUR", cpuHour: 0.03, gpuHours: { t4: 0.4 } },
            origins: { cpuHour: { line: 1 } },
        });
    });

    it("has waivers, for all stacks or for some", () => {
        write(`
waivers:
  - { rule: gpu-known, app: a, reason: r, owner: o, expires: 2026-12-31 }
  - { rule: gpu-known, app: b, stacks: ["*/prod"], reason: r, owner: o, expires: "2026-12-31" }
`);
        const appsOf = (stack?: string) => resolve(stack).waivers.map(({ app }) => app);
        expect(appsOf("shop/prod")).toEqual(["a", "b"]);
        expect(appsOf("shop/dev")).toEqual(["a"]);
        expect(appsOf()).toEqual(["a"]);
        expect(resolve().waivers[0]).toMatchObject({
            expires: "2026-12-31",
            origin: { file: "bytenite.rules.yaml", line: 3 },
        });
    });

    it("names a baseline and a lock file beside it", () => {
        write("baseline: accepted.json\nlock: bytenite.lock.json\n");
        const entry = { rule: "gpu-known", app: "a", field: "f", found: ["x"] };
        write(JSON.stringify({ schemaVersion: 1, findings: [entry] }), "accepted.json");
        write(JSON.stringify({ apps: { "a@1.0": { hash: "h", more: 1 } } }), "bytenite.lock.json");
        const { baseline, configuration } = resolve();
        expect(baseline).toEqual([entry]);
        expect(configuration["hash-locked"]?.settings.hashes).toEqual({ "a@1.0": "h" });
    });
});
