// Who may import whom: `npm run lint` checks it. What is built lies under the same names as what it is built from.

const TEST = String.raw`\.(test|testSupport)\.ts$|^emulator/testing/`;
const PURE_ROOMS = "^policies/(contract|phrases|rules/[^/]+)/";

const shipped = (path) => ({ path, pathNot: TEST });

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
    forbidden: [
        {
            name: "no-circle",
            comment: "A circle has no beginning: nobody can read one of its files alone.",
            severity: "error",
            from: {},
            to: { circular: true },
        },
        {
            name: "core-knows-no-product",
            comment: "What all share depends on none of them, and on nothing of Pulumi.",
            severity: "error",
            from: shipped("^core/"),
            to: {
                path: "^(provider|policies|emulator|dev|test|docs|examples)/|node_modules/@pulumi/",
            },
        },
        {
            name: "model-is-the-ground",
            severity: "error",
            from: shipped("^core/model/"),
            to: { path: "^core/(client|documents)/" },
        },
        {
            name: "documents-know-no-client",
            severity: "error",
            from: shipped("^core/documents/"),
            to: { path: "^core/client/" },
        },
        {
            name: "products-know-core-only",
            comment: "Each is installed without the others.",
            severity: "error",
            from: shipped("^(provider|policies|emulator)/"),
            to: { path: "^(provider|policies|emulator|dev|test|docs|examples)/", pathNot: "^$1/" },
        },
        {
            name: "emulator-makes-its-own-mistakes",
            comment:
                "With the client's reading of the API it would hide what the client gets wrong.",
            severity: "error",
            from: shipped("^emulator/"),
            to: { path: "^core/(dist/)?client/" },
        },
        {
            name: "rules-are-pure",
            comment: "No files, no clock, no environment, no network in what judges.",
            severity: "error",
            from: shipped(PURE_ROOMS),
            to: {
                path: "^(node:)?(fs|fs/promises|net|http|https|child_process|os|process|timers|worker_threads)$|^core/(dist/)?client/|^policies/(engine|commandLine|doors|reports|testing)/",
            },
        },
        {
            name: "judging-knows-no-door",
            severity: "error",
            from: shipped(
                "^policies/(contract|phrases|rules|ownRules|fixes|judging|exceptions|rulesFile)/",
            ),
            to: { path: "^policies/(engine|commandLine|doors|testing)/" },
        },
        {
            name: "packages-declare-what-they-import",
            comment:
                "Tests too: what only the root declares may go without anybody thinking of them.",
            severity: "error",
            from: { path: "^(core|provider|policies|emulator)/" },
            to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
        },
    ],
    options: {
        doNotFollow: { path: "node_modules|(^|/)dist/" },
        exclude: { path: String.raw`\.generated\.ts$` },
        tsPreCompilationDeps: true,
        tsConfig: { fileName: "tsconfig.test.json" },
        enhancedResolveOptions: {
            exportsFields: ["exports"],
            conditionNames: ["types", "default"],
        },
    },
};
