import { execFile } from "node:child_process";
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { copyCheckout } from "../dev/support/checkoutCopy";
import { PACKAGES } from "../dev/support/packages";
import { REPOSITORY } from "../dev/support/stack";
import { Registry } from "./release.testSupport";

/** Bytes that users download at most. Growth needs a reason: it changes this table. */
const LARGEST_TARBALLS: Record<string, number> = {
    "bytenite-core": 160_000,
    "pulumi-bytenite": 66_500,
    "pulumi-bytenite-policies": 340_000,
    "bytenite-emulator": 64_000,
};
const NOT_FOR_USERS = /\.(map|tsbuildinfo|test\.(js|d\.ts)|testSupport\.(js|d\.ts))$|(?<!\.d)\.ts$/;

const execute = promisify(execFile);

interface Prepared {
    name: string;
    version: string;
    file: string;
    integrity: string;
}

const prepare = (checkout: string, target: string) =>
    execute(
        process.execPath,
        [
            join(REPOSITORY, "node_modules/ts-node/dist/bin.js"),
            ...["--transpile-only", "dev/release/prepare.ts", target],
        ],
        { cwd: checkout },
    );

describe("a release", () => {
    let folder: string;
    let here: string;
    let release: Prepared[];

    beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), "bytenite release "));
        here = join(folder, "here");
        await prepare(REPOSITORY, here);
        release = JSON.parse(await readFile(join(here, "release.json"), "utf8")) as Prepared[];
    });

    afterAll(async () => {
        await rm(folder, { recursive: true, force: true });
    });

    test("is a small tarball of each package, with its licence and without what is ours", async () => {
        expect(release.map(({ name }) => name)).toEqual(Object.keys(LARGEST_TARBALLS));
        for (const { name, file } of release) {
            const path = join(here, file);
            expect((await readFile(path)).length).toBeLessThanOrEqual(LARGEST_TARBALLS[name] ?? 0);
            const { stdout } = await execute("tar", ["-tzf", path]);
            const packed = stdout.trim().split("\n");
            expect(packed).toEqual(
                expect.arrayContaining(["package/LICENSE", "package/README.md"]),
            );
            expect(packed.filter((each) => NOT_FOR_USERS.test(each))).toEqual([]);
        }
    });

    test("has a bill of materials for each tarball, and sums of all", async () => {
        for (const { name, version, file, integrity } of release) {
            const text = await readFile(join(here, file.replace(/tgz$/, "cdx.json")), "utf8");
            const bill = JSON.parse(text) as {
                bomFormat: string;
                metadata: { component: { name: string; version: string; hashes: object[] } };
                components: { name: string; purl: string; hashes?: object[] }[];
            };
            const content = Buffer.from(integrity.replace("sha512-", ""), "base64").toString("hex");
            expect(bill.bomFormat).toBe("CycloneDX");
            expect(bill.metadata.component).toMatchObject({
                ...{ name, version, hashes: [{ alg: "SHA-512", content }] },
            });
            if (name !== "bytenite-core") {
                expect(bill.components.map((each) => each.name)).toContain("axios");
            }
        }
        const { stdout } = await execute("sha256sum", ["--check", "SHA256SUMS"], { cwd: here });
        expect(stdout.match(/: OK$/gm)).toHaveLength(2 * PACKAGES.length);
    });

    describe("from another checkout", () => {
        let checkout: string;

        beforeAll(async () => {
            checkout = await copyCheckout("release", {
                copied: [
                    ...PACKAGES,
                    ...["dev", "docs/errors", "CHANGELOG.md", "package.json", "package-lock.json"],
                    ...["tsconfig.json", "tsconfig.build.json", ".npmrc"],
                ],
                linked: ["index.ts", "examples"],
            });
            for (const part of [...PACKAGES, "dev"]) {
                await rm(join(checkout, part, "dist"), { recursive: true, force: true });
            }
            await execute("npm", ["run", "build"], {
                cwd: checkout,
                env: {
                    ...process.env,
                    PATH: `${REPOSITORY}/node_modules/.bin:${process.env.PATH}`,
                },
            });
        });

        afterAll(async () => {
            await rm(checkout, { recursive: true, force: true });
        });

        test("is the same, byte by byte", async () => {
            const there = join(folder, "there");
            // As an earlier build leaves it, when its source has been deleted.
            for (const name of ["gone.js", "gone.d.ts"]) {
                await writeFile(
                    join(checkout, "core/dist/model", name),
                    "//# sourceMappingURL=gone.map\n",
                );
            }
            await prepare(checkout, there);

            const different: string[] = [];
            for (const name of await readdir(here)) {
                const read = (folder: string) => readFile(join(folder, name));
                if (!(await read(here)).equals(await read(there))) different.push(name);
            }
            expect(different).toEqual([]);
        });

        test("is not made where publint or attw finds something, or versions differ", async () => {
            const path = join(checkout, "emulator/package.json");
            const manifest = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
            await writeFile(
                path,
                JSON.stringify({
                    ...manifest,
                    version: "0.0.9",
                    types: "./no.d.ts",
                    exports: { ".": "./no.js" },
                }),
            );
            const target = join(folder, "refused");

            await expect(prepare(checkout, target)).rejects.toMatchObject({
                code: 1,
                stderr: expect.stringMatching(
                    /bytenite-emulator has version 0\.0\.9[\s\S]*emulator-0\.0\.9\.tgz: publint: [\s\S]*emulator-0\.0\.9\.tgz: attw: /,
                ) as string,
            });

            expect(await readdir(target)).not.toContain("release.json");
        });
    });

    describe("published", () => {
        let registry: Registry;
        let userConfiguration: string;

        beforeAll(async () => {
            registry = await Registry.start();
            userConfiguration = join(folder, "npmrc");
            await writeFile(userConfiguration, `//${registry.host}/:_authToken=for-this-test\n`);
        });

        afterAll(async () => {
            await registry.close();
        });

        const publish = (...options: string[]) =>
            execute(process.execPath, ["dev/release/publish.mjs", here, ...options], {
                cwd: REPOSITORY,
                env: {
                    ...process.env,
                    npm_config_registry: `http://${registry.host}/`,
                    npm_config_userconfig: userConfiguration,
                },
            });
        const names = () => release.map(({ name }) => name);

        test("not at all in a dry run", async () => {
            const { stdout } = await publish("--dry-run");
            for (const name of names())
                expect(stdout).toContain(`${name} ${release[0]?.version}: would be published.`);
            expect(registry.published).toEqual([]);
        });

        test("in the order of what depends on what, and once", async () => {
            await publish();
            expect(registry.published).toEqual(names());
            const { stdout } = await publish();
            expect(stdout.match(/is published already/g)).toHaveLength(release.length);
            expect(registry.published).toEqual(names());
        });

        test("refused where other content is there under the version, or a tarball was changed", async () => {
            registry.replace("pulumi-bytenite");
            await expect(publish()).rejects.toMatchObject({
                stderr: expect.stringContaining("is published with other content") as string,
            });
            await appendFile(join(here, release[3]?.file ?? ""), "more");
            await expect(publish()).rejects.toMatchObject({
                stderr: expect.stringContaining("is not what release.json has") as string,
            });
        });
    });
});
