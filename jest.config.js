const { existsSync } = require("node:fs");
const { join } = require("node:path");

// The programs that tests start load the same packages thousands of times: they keep compiled code here (Node 22).
process.env.NODE_COMPILE_CACHE ??= join(__dirname, ".cache/bytecode");
process.env.TEST_QUICK_START ??= join(__dirname, "dev/support/quickStart.js");

const typescript = ["ts-jest", { tsconfig: "tsconfig.test.json" }];
const shared = {
    // Not .cache: what a test that was ended left there has packages of the same names. A test's copy lacks some.
    roots: ["core", "provider", "policies", "emulator", "dev", "docs", "test"]
        .map((folder) => join(__dirname, folder))
        .filter((folder) => existsSync(folder)),
    testEnvironment: "node",
    cacheDirectory: "<rootDir>/.cache/jest",
    // Old packages there have the names of new ones.
    modulePathIgnorePatterns: ["<rootDir>/test/fixtures"],
    transform: { "\\.ts$": typescript },
    setupFiles: ["<rootDir>/dev/support/propertyRuns.ts"],
    setupFilesAfterEnv: [
        "<rootDir>/dev/support/timeout.ts",
        "<rootDir>/dev/support/noForcedColor.ts",
    ],
};

/** @type {import("jest").Config} */
module.exports = {
    coverageProvider: "v8",
    // For `npm run coverage`, which runs the tests of these alone. In percent.
    collectCoverageFrom: [
        "{core/model,core/client,policies/judging}/**/*.ts",
        "!**/*.{test,testSupport,generated}.ts",
        "!**/index.ts",
        "!core/model/{api,app}.ts",
        "!core/model/generate/**",
    ],
    coverageThreshold: {
        "./core/model/": { lines: 83, branches: 90, functions: 83 },
        "./core/client/": { lines: 90, branches: 91, functions: 90 },
        "./policies/judging/": { lines: 93, branches: 90, functions: 95 },
    },
    reporters: ["default", "<rootDir>/dev/support/countsReporter.js"],
    // Jest's own choice leaves one core out: of two, half of the machine.
    maxWorkers: "100%",
    projects: [
        {
            ...shared,
            displayName: "unit",
            testMatch: ["<rootDir>/{core,provider,policies,emulator,dev,docs}/**/*.test.ts"],
        },
        {
            ...shared,
            displayName: "end-to-end",
            globalSetup: "<rootDir>/dev/support/emptyBytecode.js",
            testMatch: ["<rootDir>/test/**/*.test.ts"],
        },
    ],
};
