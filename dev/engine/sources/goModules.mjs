import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeAside } from "../lib/aside.mjs";
import { run } from "../lib/child.mjs";
import { findOnPath } from "../lib/project.mjs";
import { announced } from "../lib/progress.mjs";
import { ENGINE_VERSION, LANGUAGE_HOST_VERSION } from "../pins.mjs";
import { Failure, mustRun } from "./failure.mjs";

export const WAY = "a build from Go modules";
export const ORIGIN = "built from Go modules";

const SDK = "github.com/pulumi/pulumi/sdk/v3";

/**
 * The folder of this engine; its name changes with everything that is compiled.
 * @param {import("../lib/project.mjs").Project} project
 */
export function folder(project) {
    const hash = createHash("sha256");
    ["cli", join("cli", "pulumi-language-nodejs"), "language-host"].forEach((name) =>
        hashFiles(hash, join(project.root, "dev", "engine", name)),
    );
    const key = hash.digest("hex").slice(0, 12);
    return join(project.cache, "engine", `go-${ENGINE_VERSION}-${project.platform}-${key}`);
}

/**
 * Builds the engine where its releases cannot be downloaded, but Go modules can.
 * @param {import("../lib/project.mjs").Project} project
 * @returns {Promise<string | undefined>} why it cannot, or undefined
 */
export async function make(project) {
    if (!findOnPath(project, "go")) {
        return "there is no `go` on PATH";
    }
    const line =
        `Building Pulumi ${ENGINE_VERSION} from its Go modules into .cache/engine: ` +
        "about 5 minutes on 2 cores, once.";
    return Failure.reasonOf(() =>
        announced(project.say, line, () =>
            makeAside(project.cache, folder(project), (aside) => buildInto(project, aside)),
        ),
    );
}

async function buildInto(project, aside) {
    const bin = join(aside, "bin");
    const libexec = join(aside, "libexec");
    const engine = join(project.root, "dev", "engine");
    [bin, libexec].forEach((path) => mkdirSync(path));
    await compile(project, join(engine, "cli"), ENGINE_VERSION, bin, [
        "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
        "./pulumi-language-nodejs",
    ]);
    await compile(project, join(engine, "language-host"), LANGUAGE_HOST_VERSION, libexec, [
        `${SDK}/nodejs/cmd/pulumi-language-nodejs`,
    ]);
    await copyLaunchers(project, join(engine, "cli"), bin);
    const env = { ...project.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const version = await mustRun(run(join(bin, "pulumi"), ["version"], { env }));
    if (version !== `v${ENGINE_VERSION}`) {
        throw new Failure(`the result says that it is ${version}, not v${ENGINE_VERSION}`);
    }
}

function compile(project, cwd, version, into, packages) {
    const flags = `-s -w -X ${SDK}/go/common/version.Version=v${version}`;
    const options = ["-mod=readonly", "-trimpath", "-buildvcs=false", "-ldflags", flags];
    return mustRun(go(project, cwd, ["build", ...options, "-o", into, ...packages]));
}

/** The scripts of the SDK that start dynamic providers: the engine looks for them beside itself. */
async function copyLaunchers(project, cwd, into) {
    const module = await mustRun(
        go(project, cwd, ["list", "-mod=readonly", "-m", "-f", "{{.Dir}}", SDK]),
    );
    const scripts = join(module, "nodejs", "dist");
    readdirSync(scripts).forEach((name) => {
        copyFileSync(join(scripts, name), join(into, name));
        // Files in Go's module cache are neither writable nor executable.
        chmodSync(join(into, name), 0o755);
    });
}

function go(project, cwd, args) {
    // A workspace around the project, or a target for other builds, is not meant for this one.
    const env = { ...project.env, GOOS: undefined, GOARCH: undefined, GOWORK: "off" };
    return run("go", args, { cwd, env });
}

function hashFiles(hash, path) {
    readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .sort()
        .forEach((name) => hash.update(name).update(readFileSync(join(path, name))));
}
