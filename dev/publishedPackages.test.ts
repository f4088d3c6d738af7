import { readFileSync } from "node:fs";
import { join } from "node:path";
import { closureOf } from "./release/closure";
import { PACKAGES } from "./support/packages";

const REPOSITORY = join(__dirname, "..");

interface Manifest {
    name: string;
    version: string;
    type?: string;
    license?: string;
    homepage?: string;
    bugs?: string;
    keywords?: string[];
    engines?: Record<string, string>;
    repository?: { type: string; url: string; directory?: string };
    scripts?: Record<string, string>;
    dependencies?: Record<string, string>;
}

const read = (path: string) => readFileSync(join(REPOSITORY, path), "utf8");
const manifestOf = (folder: string) => JSON.parse(read(join(folder, "package.json"))) as Manifest;

const root = manifestOf(".");
const manifests = PACKAGES.map((folder) => ({ folder, ...manifestOf(folder) }));
const names = new Set(manifests.map(({ name }) => name));

/** Ranges stay ranges where the program or the policy SDK must get the same copy as we: why, in CONTRIBUTING.md. */
const SHARED = new Set(["@grpc/grpc-js", "@pulumi/policy", "@pulumi/pulumi", "google-protobuf"]);

/** How many packages an installation brings along, at most. Growth needs a reason: it changes this table. */
const LARGEST_CLOSURE = { core: 45, provider: 46, policies: 257, emulator: 107 };

/** Those of them that have a script which npm would run, and what happens without it. */
const INSTALL_SCRIPTS = [
    "protobufjs", // Warns of a version range that it doesn't like. Nothing is built: it works without.
];

describe.each(manifests)("the package $name", (manifest) => {
    const { folder } = manifest;

    it("says what it is and where it comes from", () => {
        expect(manifest).toMatchObject({
            version: root.version,
            type: "commonjs",
            license: "Apache-2.0",
            bugs: root.bugs,
            repository: { ...root.repository, directory: folder },
            engines: { node: ">=22.9" },
        });
        expect(manifest.homepage).toContain(`/${folder}#readme`);
        expect(manifest.keywords).toContain("bytenite");
    });

    it("has the licence in its folder, from which it is packed", () => {
        expect(read(join(folder, "LICENSE"))).toBe(read("LICENSE"));
    });

    it("asks for exact versions, but for what it shares with Pulumi's SDKs", () => {
        const dependencies = Object.entries(manifest.dependencies ?? {});
        const ranges = dependencies.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
        expect(ranges.filter(([name]) => !SHARED.has(name))).toEqual([]);
        const own = dependencies.filter(([name]) => names.has(name));
        expect(own).toEqual(own.map(([name]) => [name, root.version]));
    });

    it("runs nothing when it is installed", () => {
        expect(Object.keys(manifest.scripts ?? {})).toEqual([]);
    });

    it("brings no more packages along than before", () => {
        const closure = closureOf(folder).filter(({ name }) => !names.has(name));
        expect(closure.length).toBeLessThanOrEqual(LARGEST_CLOSURE[folder]);
        const scripted = closure.filter(({ hasInstallScript }) => hasInstallScript);
        expect(INSTALL_SCRIPTS).toEqual(expect.arrayContaining(scripted.map(({ name }) => name)));
    });
});
