import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { startEmulator, type Emulator } from "bytenite-emulator";
import { stringify } from "yaml";
import { packPackages } from "../dev/support/packages";
import { PulumiCloud } from "../dev/support/pulumiCloud";
import { Backend, REPOSITORY, type CommandResult, type Stack } from "../dev/support/stack";

const EXAMPLE = join(REPOSITORY, "examples/organisation-policy-pack");
const PACKAGE = join(EXAMPLE, "package.json");
const WORKFLOW = join(EXAMPLE, ".github/workflows/publish.yaml");
const OURS = /^(bytenite-core|bytenite-emulator|pulumi-bytenite-policies|pulumi-bytenite)-\d/;
/** Only for who works on the pack. */
const FOR_DEVELOPMENT = ["bytenite-emulator", "pulumi-bytenite"];
/** Refuses nothing, and must not be heeded. */
const LAX_RULES = stringify({ rules: { all: "disabled" } });
const NOT_ALLOWED = 'lists "nvidia a100-sxm4-40gb", which is not allowed';

const execute = promisify(execFile);

describe("an organisation's pack, published to Pulumi Cloud and enforced from there", () => {
    let cloud: PulumiCloud;
    let emulator: Emulator;
    let backend: Backend;
    let folder: string;
    let source: string;
    let home: string;
    let environment: NodeJS.ProcessEnv;
    let publication: CommandResult;

    function pulumi(cwd: string, ...args: string[]): Promise<CommandResult> {
        const env = { ...backend.environment, ...environment, PWD: cwd };
        return new Promise((finished) => {
            const options = ["--non-interactive", "--color", "never"];
            execFile("pulumi", [...args, ...options], { cwd, env }, (error, stdout, stderr) => {
                const exitCode = error ? (typeof error.code === "number" ? error.code : 1) : 0;
                finished({ exitCode, stdout, stderr });
            });
        });
    }

    /** The example, with the packages of this repository in the place of those of the registry. */
    async function copyExample(): Promise<void> {
        await cp(EXAMPLE, source, {
            recursive: true,
            filter: (path) => basename(path) !== "node_modules",
        });
        const tarballs = await packPackages(folder);
        const definition = JSON.parse(await readFile(PACKAGE, "utf8")) as {
            dependencies: Record<string, string>;
            devDependencies: Record<string, string>;
        };
        expect(Object.keys(definition.devDependencies)).toEqual(FOR_DEVELOPMENT);
        for (const tarball of tarballs.filter((path) => OURS.test(basename(path)))) {
            const [, name] = OURS.exec(basename(tarball)) ?? [];
            const { dependencies, devDependencies } = definition;
            const group = FOR_DEVELOPMENT.includes(name ?? "") ? devDependencies : dependencies;
            group[name ?? ""] = `file:${tarball}`;
        }
        await writeFile(join(source, "package.json"), JSON.stringify(definition));
        await execute("npm", ["install", "--prefer-offline"], { cwd: source });
        await execute("npm", ["shrinkwrap"], { cwd: source });
        // As the workflow does before it publishes.
        const command = ["pkg", "delete", "devDependencies"];
        expect(await readFile(WORKFLOW, "utf8")).toContain(`run: npm ${command.join(" ")}\n`);
        await execute("npm", command, { cwd: source });
    }

    beforeAll(async () => {
        // Not below the repository, whose packages and rules files a pack there would find.
        folder = await realpath(await mkdtemp(join(tmpdir(), "bytenite published ")));
        source = join(folder, "our rules");
        home = join(folder, "pulumi home");
        cloud = await PulumiCloud.start();
        emulator = await startEmulator();
        backend = await Backend.create();
        const npm = async (key: string) =>
            (await execute("npm", ["config", "get", key])).stdout.trim();
        const certificates = await npm("cafile");
        environment = {
            ...cloud.environment,
            PULUMI_HOME: home,
            BYTENITE_ENDPOINT: emulator.url,
            BYTENITE_API_KEY: "emulator-api-key",
            // The engine installs what the pack needs from where this machine does. Without a look at the registry,
            // an older list of versions in the cache would lack what was published since.
            NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS,
            npm_config_https_proxy: process.env.HTTPS_PROXY ?? process.env.https_proxy,
            ...(certificates !== "null" && { npm_config_cafile: certificates }),
            npm_config_registry: await npm("registry"),
            npm_config_cache: await npm("cache"),
        };
        await copyExample();
        publication = await pulumi(source, "policy", "publish", "acme");
    });

    afterAll(async () => {
        await emulator.close();
        await cloud.close();
        await backend.dispose();
        await rm(folder, { recursive: true, force: true });
    });

    beforeEach(() => {
        cloud.configuration = {};
    });

    const installed = () => join(home, "policies/acme/pulumi-analyzer-acme-bytenite-v1.0.0");
    const line = (stack: string, environments: string, rest: string) =>
        `ByteNite: The stack acme/bytenite-apps/${stack} was judged by ${join(installed(), "bytenite.rules.yaml")} (${environments}): ${rest}`;

    /** A stack in a project that would rather be judged by other rules. */
    async function laxStack(name: string, ...tags: string[]): Promise<Stack> {
        const stack = await backend.stack(name, { environment });
        await stack.setTags(...tags);
        await writeFile(join(stack.project, "bytenite.rules.yaml"), LAX_RULES);
        const other = join(folder, `${name}.rules.yaml`);
        await writeFile(other, LAX_RULES);
        stack.environment = { ...environment, BYTENITE_RULES_FILE: other };
        return stack;
    }

    test("publish: asks the pack without a stack, and packs the rules along", async () => {
        expect(publication).toMatchObject({ exitCode: 0 });
        expect(cloud.published).toMatchObject({ name: "acme-bytenite", versionTag: "1.0.0" });
        expect(cloud.published?.policies.map(({ name }) => name)).toContain("gpu-allowed");
        const tarball = join(folder, "published.tgz");
        await writeFile(tarball, cloud.published?.tarball ?? "");
        const { stdout } = await execute("tar", ["-tzf", tarball]);
        expect(stdout.trim().split("\n").sort()).toEqual(
            [
                "PulumiPolicy.yaml",
                "README.md",
                "bytenite.lock.json",
                "bytenite.rules.yaml",
                "index.js",
                "npm-shrinkwrap.json",
                "package.json",
            ].map((name) => `package/${name}`),
        );
    });

    test("production: refused, by the pack's own file", async () => {
        const stack = await laxStack("prod", "llama4-app-gpu@2.0");

        const { exitCode, stdout } = await stack.run("preview");

        expect(exitCode).not.toBe(0);
        expect(stdout).toMatch(/\[mandatory\] \[severity: high\] +gpu-allowed/);
        expect(stdout).toContain(NOT_ALLOWED);
        expect(stdout).toContain("acme-bytenite@v1.0.0");
        expect(stdout).toContain(
            line("prod", "environment production", "1 app, 3 rules, 3 of them mandatory."),
        );
    });

    test("another stack: advised, by the same file", async () => {
        const stack = await laxStack("dev", "llama4-app-gpu@2.0");

        const stdout = await stack.succeed("preview");

        expect(stdout).toMatch(/\[advisory\] \[severity: high\] +gpu-allowed/);
        expect(stdout).toContain(
            line("dev", "no environment", "1 app, 3 rules, 2 of them mandatory."),
        );
    });

    test("the lock file came along", async () => {
        const stack = await laxStack("production", "img-gen-diffusers@4.0");
        const locked = await stack.succeed("preview");
        expect(locked).not.toMatch(/\[(advisory|mandatory)\]/);

        const lock = join(installed(), "bytenite.lock.json");
        const text = await readFile(lock, "utf8");
        await writeFile(lock, text.replace("3IsR3uoa", "AAAAAAAA"));
        const { exitCode, stdout } = await stack.run("preview");
        await writeFile(lock, text);
        expect(exitCode).not.toBe(0);
        expect(stdout).toMatch(/\[mandatory\] \[severity: high\] +hash-locked/);
    });

    test("what nobody has reviewed does not run in production", async () => {
        const stack = await laxStack("prod-asia", "scraper-engine@0.6");
        const { exitCode, stdout } = await stack.run("preview");
        expect(exitCode).not.toBe(0);
        expect(stdout).toContain("scraper-engine@0.6 has no locked hash");
        await (await laxStack("test", "scraper-engine@0.6")).succeed("preview");
    });

    test("the policy group's configuration wins over the pack's file, rule by rule", async () => {
        const stack = await laxStack("prod-eu", "llama4-app-gpu@2.0");
        const anyContent = { "hash-locked": { requireLocked: false } };
        cloud.configuration = { ...anyContent, "gpu-allowed": { enforcementLevel: "advisory" } };
        const advised = await stack.succeed("preview");
        expect(advised).toMatch(/\[advisory\] \[severity: high\] +gpu-allowed/);
        expect(advised).toContain(
            line("prod-eu", "environment production", "1 app, 3 rules, 2 of them mandatory."),
        );

        cloud.configuration = { ...anyContent, "gpu-allowed": { allow: ["A100", "L4"] } };
        const allowed = await stack.succeed("preview");
        expect(allowed).not.toMatch(/\[(advisory|mandatory)\]/);

        cloud.configuration = { "gpu-allowed": { allow: "A100" } };
        const wrong = await stack.run("preview");
        expect(wrong.exitCode).not.toBe(0);
        expect(wrong.stdout + wrong.stderr).toContain(
            "validating policy config: acme-bytenite 1.0.0",
        );
    });

    test("the same from a folder, with and without a file of configuration", async () => {
        const stack = await laxStack("prod-us", "llama4-app-gpu@2.0");
        cloud.published = undefined;
        const pack = ["--policy-pack", installed()];

        const refused = await stack.run("preview", ...pack);
        expect(refused.exitCode).not.toBe(0);
        expect(refused.stdout).toContain(
            line("prod-us", "environment production", "1 app, 3 rules, 3 of them mandatory."),
        );

        const rules = join(folder, "configuration.json");
        await writeFile(
            rules,
            JSON.stringify({ "gpu-allowed": "advisory", "hash-locked": { requireLocked: false } }),
        );
        const advised = await stack.succeed("preview", ...pack, "--policy-pack-config", rules);
        expect(advised).toMatch(/\[advisory\] \[severity: high\] +gpu-allowed/);
    });

    test("installed once, and nothing was asked of the cloud that it does not know", () => {
        expect(existsSync(installed())).toBe(true);
        expect(cloud.downloads).toBe(1);
        for (const name of FOR_DEVELOPMENT) {
            expect(existsSync(join(installed(), "node_modules", name))).toBe(false);
        }
        expect(cloud.unknown).toEqual([]);
    });
});
