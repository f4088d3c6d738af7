import { execFileSync } from "node:child_process";
import { join } from "node:path";

// In processes of their own: Jest has a `require` of its own.
const PACKAGE = join(__dirname, "..");
const OURS = `require(${JSON.stringify(join(PACKAGE, "dist/engine/arboristWhenUsed.js"))});`;

/** What a script in the pack's package prints, as JSON. */
function run(script: string): unknown {
    const output = execFileSync(process.execPath, ["--eval", script], {
        cwd: PACKAGE,
        env: { ...process.env, NODE_OPTIONS: "" },
        encoding: "utf8",
    });
    return JSON.parse(output);
}

const FILES = `Object.keys(require.cache).filter((file) => /[\\\\/]@npmcli[\\\\/]arborist[\\\\/]/.test(file))`;
const SDK = `
    const { createRequire } = require("node:module");
    const ofSdk = createRequire(createRequire(require.resolve("@pulumi/policy")).resolve("@pulumi/pulumi"));
`;

it("Pulumi's SDK loads arborist at once, and beside us not at all", () => {
    const count = `require("@pulumi/policy"); console.log(${FILES}.length);`;
    expect(run(count)).toBeGreaterThan(10);
    expect(run(OURS + count)).toBe(1);
});

it("whoever asks for a part of it gets the real one", () => {
    const ask = `
        ${OURS} ${SDK}
        const standIn = ofSdk("@npmcli/arborist");
        const parts = ["Arborist" in standIn, "nothing" in standIn, new standIn.Arborist().path, standIn.Node];
        const real = ofSdk("@npmcli/arborist");
        console.log(JSON.stringify([...parts.slice(0, 3), parts[3] === real.Node, standIn === real]));
    `;
    expect(run(ask)).toEqual([true, false, PACKAGE, true, false]);
});

it("the SDK writes functions, with their packages, as without us", () => {
    const write = `
        ${SDK}
        const { runtime } = ofSdk("@pulumi/pulumi");
        const names = (paths) => [...paths.keys()].sort();
        runtime.computeCodePaths().then((paths) => console.log(JSON.stringify(names(paths))));
    `;
    const plain = run(write);
    expect(plain).not.toEqual([]);
    expect(run(OURS + write)).toEqual(plain);
});

it("a release of the SDK without arborist is no problem", () => {
    const hidden = `
        const Module = require("node:module");
        const resolve = Module._resolveFilename;
        Module._resolveFilename = (name, ...rest) => {
            if (name === "@npmcli/arborist") throw new Error("not there");
            return resolve(name, ...rest);
        };
    `;
    expect(run(`${hidden} ${OURS} console.log(${FILES}.length);`)).toBe(0);
});
