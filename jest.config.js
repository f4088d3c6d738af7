const typescript = ["ts-jest", { tsconfig: "tsconfig.test.json" }];
const shared = {
    testEnvironment: "node",
    transform: { "\\.ts$": typescript },
    setupFiles: ["<rootDir>/test/support/propertyRuns.ts"],
    setupFilesAfterEnv: ["<rootDir>/test/support/timeout.ts"],
};

/** @type {import("jest").Config} */
module.exports = {
    coverageProvider: "v8",
    reporters: ["default", "<rootDir>/test/support/countsReporter.js"],
    projects: [
        {
            ...shared,
            displayName: "unit",
            testMatch: [
                "<rootDir>/{model,documents,provider,policies,emulator,engine,demo,docs,bench}/**/*.test.ts",
            ],
        },
        {
            ...shared,
            displayName: "end-to-end",
            testMatch: ["<rootDir>/test/**/*.test.ts"],
        },
    ],
};
