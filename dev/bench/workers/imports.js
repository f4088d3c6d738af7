// node imports.js TARGET BASE…: loads the base, then the target, and writes as JSON what that took.
const { Module } = require("node:module");
const { relative, sep } = require("node:path");
const { performance } = require("node:perf_hooks");

const [target, ...base] = process.argv.slice(2);
let modules = [];
/** Milliseconds that the modules which are being loaded have spent on others, the innermost last. */
const onOthers = [];

const { load } = Module.prototype;
Module.prototype.load = function (file) {
    const start = performance.now();
    onOthers.push(0);
    load.call(this, file);
    const ms = performance.now() - start;
    modules.push({ package: packageOf(file), ms: ms - onOthers.pop() });
    if (onOthers.length > 0) onOthers.push(onOthers.pop() + ms);
};

const start = performance.now();
base.forEach((name) => require(name));
const middle = performance.now();
modules = [];
require(target);
const end = performance.now();
process.stdout.write(
    JSON.stringify({
        baseMs: middle - start,
        addedMs: end - middle,
        modules,
        files: Object.keys(require.cache),
    }),
);

/** "axios" for …/node_modules/axios/lib/axios.js, "model" for a file of this repository. */
function packageOf(file) {
    const [scope, name] = (file.split(`${sep}node_modules${sep}`).at(-1) ?? "").split(sep);
    if (!file.includes("node_modules")) return relative(process.cwd(), file).split(sep)[0];
    return scope.startsWith("@") ? `${scope}/${name}` : scope;
}
