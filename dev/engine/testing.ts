import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** How a program ended, and what it printed to stdout and stderr. */
export interface Ended {
    code: number | null;
    signal: NodeJS.Signals | null;
    output: string;
}

const VERSION = "3.255.0";
const ORDINARY = "PATH=/usr/bin:/bin";

/**
 * A project of its own in a temporary folder, with these scripts and with nothing on PATH but what
 * a test puts there.
 */
export class Sandbox {
    readonly root = fs.mkdtempSync(join(tmpdir(), "engine test "));
    private readonly commands = join(this.root, "commands");
    private readonly calls = join(this.root, "calls");

    constructor() {
        for (const name of fs.readdirSync(__dirname)) {
            if (!name.endsWith(".ts")) {
                fs.cpSync(join(__dirname, name), this.path("dev/engine", name), {
                    recursive: true,
                });
            }
        }
        fs.mkdirSync(this.commands);
        this.write("dev/bundleReportPage.mjs", "");
        this.write("dev/writeSchemas.mjs", "");
        this.write("dev/copyErrorPages.mjs", "");
        this.write("package.json", "{}");
        this.write("package-lock.json", '{ "packages": {} }');
        this.addNpm();
    }

    path(...names: string[]): string {
        return join(this.root, ...names);
    }

    write(name: string, text: string): void {
        fs.writeFileSync(this.path(name), text);
    }

    /** What was called so far, one command line each. */
    called(command: string): string[] {
        const lines = fs.existsSync(this.calls) ? fs.readFileSync(this.calls, "utf8") : "";
        return lines.split("\n").filter((line) => line.startsWith(`${command} `));
    }

    /** Puts a shell script on PATH; every call of it is noted. */
    addCommand(name: string, script: string): void {
        const note = `echo "${name} $*" >> "${this.calls}"`;
        const file = join(this.commands, name);
        fs.writeFileSync(file, `#!/bin/sh\n${ORDINARY}\n${note}\n${script}\n`, { mode: 0o755 });
    }

    addPulumi(version = VERSION): void {
        this.addCommand("pulumi", `echo v${version}`);
        this.addCommand("pulumi-language-nodejs", "");
        this.addCommand("pulumi-resource-pulumi-nodejs", "");
    }

    removeCommand(name: string): void {
        fs.rmSync(join(this.commands, name));
    }

    /** An npm that installs a compiler which finds no error and what is run after it, and a Node that is this one. */
    addNpm({ integrity = expectedIntegrity(), fails = false } = {}): void {
        const compiler = "node_modules/typescript/bin";
        const nodePackage = `node_modules/$package`;
        const lock = `{ "packages": { "${nodePackage}": { "integrity": "${integrity}" } } }`;
        this.addCommand(
            "npm",
            `${fails ? "echo 'no registry there'; exit 1" : ""}
            case "$1" in
            ci) mkdir -p ${compiler} && echo "${compilerText(0)}" > ${compiler}/tsc ;;
            install)
                package=\${2%@*} version=\${2##*@}
                mkdir -p "${nodePackage}/bin"
                echo "${lock.replaceAll('"', '\\"')}" > package-lock.json
                printf '%s\\n' '#!/bin/sh' '[ "$1" != --version ] || { echo v'$version'; exit; }' \
                    'exec "${process.execPath}" "$@"' > "${nodePackage}/bin/node"
                chmod +x "${nodePackage}/bin/node" ;;
            esac`,
        );
    }

    /** A Go whose builds give a Pulumi of this version, after `before`. */
    addGo(before = "", version = VERSION): void {
        const scripts = this.path("module", "nodejs", "dist");
        fs.mkdirSync(scripts, { recursive: true });
        fs.writeFileSync(join(scripts, "pulumi-resource-pulumi-nodejs"), "#!/bin/sh\n");
        this.addCommand(
            "go",
            `if [ "$1" = list ]; then echo "${this.path("module")}"; exit; fi
            while [ "$1" != -o ]; do shift; done
            mkdir -p "$2"
            ${before}
            for name in pulumi pulumi-language-nodejs; do
                printf '%s\\n' '#!/bin/sh' 'echo v${version}' > "$2/$name"
                chmod +x "$2/$name"
            done`,
        );
    }

    /** Makes the compiler report an error. */
    breakSources(): void {
        this.write("node_modules/typescript/bin/tsc", compilerText(1));
    }

    /** Makes the compiler find no error again. */
    mendSources(): void {
        this.write("node_modules/typescript/bin/tsc", compilerText(0));
    }

    /** The folder of the engine that was built, or undefined. */
    builtEngine(): string | undefined {
        const folder = this.path(".cache", "engine");
        const [name] = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
        return name && join(folder, name);
    }

    setup(env: NodeJS.ProcessEnv = {}): Promise<Ended> {
        return ended(this.start(["dev/engine/setup.mjs"], env));
    }

    run(...command: string[]): Promise<Ended> {
        return ended(this.start(["dev/engine/run.mjs", ...command]));
    }

    start(args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
        return spawn(process.execPath, args, {
            cwd: this.root,
            // No test may reach the Internet: nobody listens there.
            env: { PATH: this.commands, HTTPS_PROXY: "http://127.0.0.1:9", ...env },
            stdio: ["ignore", "pipe", "pipe"],
        });
    }

    remove(): void {
        fs.rmSync(this.root, { recursive: true, force: true });
    }
}

export function ended(child: ChildProcess): Promise<Ended> {
    let output = "";
    const keep = (chunk: string) => (output += chunk);
    child.stdout?.setEncoding("utf8").on("data", keep);
    child.stderr?.setEncoding("utf8").on("data", keep);
    return new Promise((resolve) => {
        child.on("close", (code, signal) => resolve({ code, signal, output }));
    });
}

/** Waits until something is so. @param child makes it so: when it has ended, nobody will */
export async function until(isSo: () => boolean, child?: ChildProcess): Promise<void> {
    while (!isSo()) {
        if (child && (child.exitCode !== null || child.signalCode !== null)) {
            throw new Error(`the program ended before this became true: ${isSo.toString()}`);
        }
        await sleep(10);
    }
}

export function isRunning(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch {
        return false;
    }
}

function compilerText(code: number): string {
    return `if (${code}) { console.log('a.ts(1,1): error TS1: wrong'); process.exit(${code}); }`;
}

function expectedIntegrity(): string {
    const platform = `${process.platform}-${process.arch}`;
    const pins = fs.readFileSync(join(__dirname, "pins.mjs"), "utf8");
    return new RegExp(`"${platform}": [^}]*"(sha512-[^"]+)"`).exec(pins)?.[1] ?? "";
}
