import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { state, useCommand } from "./commandLine.testSupport";

const { folder, rulesFile, run } = useCommand();

const RULES = `rules: { all: disabled, gpu-known: advisory }
environments:
  production: { stacks: ["shop/prod"], rules: { gpu-known: mandatory } }
`;
const DOUBT =
    'bytenite.rules.yaml:2: no environment covers the stack "shop/pord", so that only what is for every stack holds; did you mean "shop/prod" of the environment "production"?';
const STATE = join(folder, "state.json");

beforeEach(() => {
    writeFileSync(rulesFile, RULES);
    writeFileSync(STATE, state);
});

describe("a stack that is named and that no environment covers", () => {
    it.each([
        ["check", ["check", STATE]],
        ["diff", ["diff", "--new", rulesFile, STATE]],
        ["waivers", ["waivers"]],
        ["gpus", ["gpus", "h100"]],
    ])("is asked about by %s, which does not fail for it", async (_command, args) => {
        const misspelt = await run([...args, "--stack", "shop/pord"]);
        expect(misspelt.status).toBe(0);
        expect(misspelt.stderr).toContain(`Check whether you meant this: ${DOUBT}\n`);
        const right = await run([...args, "--stack", "shop/prod"]);
        expect(right.stderr).not.toContain("no environment covers");
    });

    it("is asked about by rules", async () => {
        const { status, stderr } = await run(["rules", "shop/pord"]);
        expect(status).toBe(0);
        expect(stderr).toContain(`Check whether you meant this: ${DOUBT}\n`);
        expect((await run(["rules", "shop/prod"])).stderr).not.toContain("no environment covers");
    });

    it("is asked about by validate", async () => {
        const { status, stdout } = await run(["validate", "--stack", "shop/pord"]);
        expect(status).toBe(0);
        expect(stdout).toMatch(/ can be used: /);
        expect(stdout).toContain(`Check whether you meant this:\n${DOUBT}\n`);
    });

    it("is not asked about where the state tells it", async () => {
        writeFileSync(rulesFile, RULES.replace("shop/prod", "shop/other"));
        expect((await run(["check", STATE])).stderr).not.toContain("no environment covers");
    });
});
