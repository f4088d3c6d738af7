/**
 * Loaded first by each Node process that the engine of a test starts: thousands in a run of all tests, each of which
 * would take a third of its time for what it never uses. Tests of how modules are found and of published packages
 * start without it, as users do: they clear NODE_OPTIONS.
 */
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { join } = require("node:path");
const { setFlagsFromString } = require("node:v8");

const { TEST_BYTECODE: FOLDER } = process.env;

// The SDK sets this flag too, but later and not in every process, and compiled code is refused under other flags.
setFlagsFromString("--allow-natives-syntax");
// From Node 22 on. Not by NODE_COMPILE_CACHE, which is read before the flag is set.
Module.enableCompileCache?.(FOLDER);

const load = Module._load;

// The SDK loads these two at each start, for functions that it writes into a state by value. Ours are never that.
Module._load = function loadWhatIsUsed(request, parent, isMain) {
    const loadNow = () => load.call(Module, request, parent, isMain);
    const place = parent?.filename ?? "";
    if (!place.includes("@pulumi")) return loadNow();
    if (request === "@npmcli/arborist") return whenUsed(loadNow);
    if (request === "typescript" && place.endsWith("typescript-shim.js")) return whenUsed(loadNow);
    return loadNow();
};

/** A module that is loaded when something asks for a part of it. */
function whenUsed(loadNow) {
    let loaded;
    const exported = () => (loaded ??= loadNow());
    return new Proxy(
        // So that the SDK's helpers for imports take it as it is, instead of copying every part.
        { __esModule: true },
        {
            get: (known, name) => known[name] ?? exported()[name],
            has: (known, name) => name in known || name in exported(),
        },
    );
}

// The same programs run again and again: each is compiled once, by the same compiler, without loading it.
if (process.env.PULUMI_NODEJS_TYPESCRIPT === "true") {
    delete process.env.PULUMI_NODEJS_TYPESCRIPT;
    Module._extensions[".ts"] = (module, file) => module._compile(compiled(file), file);
}

function compiled(file) {
    const source = readFileSync(file, "utf8");
    const kept = join(FOLDER, `${createHash("sha256").update(source).digest("hex")}.js`);
    try {
        return readFileSync(kept, "utf8");
    } catch {
        const { transpileModule, ModuleKind, ScriptTarget } = require("typescript");
        const { outputText } = transpileModule(source, {
            fileName: file,
            compilerOptions: {
                module: ModuleKind.CommonJS,
                target: ScriptTarget.ES2022,
                esModuleInterop: true,
            },
        });
        mkdirSync(FOLDER, { recursive: true });
        // Whole, for others that read it at the same time.
        writeFileSync(`${kept}-${process.pid}`, outputText);
        renameSync(`${kept}-${process.pid}`, kept);
        return outputText;
    }
}

// Node writes compiled code at a process's end, but the engine ends providers and policy packs by a signal.
process.once("SIGINT", () => {
    Module.flushCompileCache?.();
    process.kill(process.pid, "SIGINT");
});
