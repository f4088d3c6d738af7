const PROGRAM = `
import * as bytenite from "pulumi-bytenite";

const render = new bytenite.App("render", { tag: "render@1.0" });
export const gpu = render.deviceRequirements.gpu;
export const all = bytenite.getAppsOutput({ status: "active" }).apply((apps) => apps.length);
const team = new bytenite.AppSelection("team", { status: "active", expect: { minimum: 1 } });
export const { tags } = team;
export const ofTeam = team.app("render@1.0").apply(({ deviceRequirements }) => deviceRequirements.gpu);
`;
export const UNIT_TEST = `
const pulumi = require("@pulumi/pulumi");
const { useTestCatalogue } = require("pulumi-bytenite/testing");
const forget = useTestCatalogue([{ name: "render", version: "1.0", status: "inactive" }]);
pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
    call: () => ({}),
});
const { App } = require("pulumi-bytenite");
new App("render", { tag: "render" }).status.apply((status) => console.log("status:", status));
// Before the look-up has begun.
forget();
`;
/** The files of an empty project, by their names. */
export const PROJECT = {
    "package.json": JSON.stringify({ name: "infrastructure", private: true }),
    "Pulumi.yaml": "name: infrastructure\nruntime: nodejs\n",
    // As `pulumi new typescript` writes it.
    "tsconfig.json": JSON.stringify({
        compilerOptions: { strict: true, target: "es2020", module: "nodenext", types: ["node"] },
        files: ["index.ts"],
    }),
    "index.ts": PROGRAM,
    "unitTest.js": UNIT_TEST,
};
export const RULES_TEST = `
cases:
  - case: production refuses what nobody knows
    stack: shop/prod
    app: { tag: render@1.0, deviceRequirements: { gpu: [quantum 9000] } }
    finds: [{ rule: gpu-known, level: mandatory, app: render@1.0 }]
`;
export const RULES_TEST_RUNNER = `
const { checkRules } = require("pulumi-bytenite-policies/testing");
const { writeFileSync } = require("node:fs");
writeFileSync("bytenite.rules.yaml", "rules: { all: disabled, gpu-known: mandatory }");
checkRules("bytenite.rules.test.yaml").then(() => console.log("as expected"));
`;
