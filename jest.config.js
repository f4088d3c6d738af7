const typescript = ["ts-jest", { tsconfig: "tsconfig.test.json" }];
const shared = {
    testEnvironment: "node",
    transform: { "\\.ts$": typescript },
    setupFiles: ["<rootDir>/dev/support/propertyRuns.ts"],
    setupFilesAfterEnv: ["<rootDir>/dev/support/timeout.ts"],
};

/** @type {import("jest").Config} */
module.exports = {
    coverageProvider: "v8",
    reporters: ["default", "<rootDir>/dev/support/countsReporter.js"],
    projects: [
        {
            ...shared,
            displayName: "unit",
            testMatch: ["<rootDir>/{core,provider,policies,emulator,dev,docs}/**/*.test.ts"],
        },
        {
            ...shared,
            displayName: "end-to-end",
            testMatch: ["<rootDir>/test/**/*.test.ts"],
        },
    ],
};
