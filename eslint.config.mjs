import js from "@eslint/js";
import typescript from "typescript-eslint";

export default typescript.config(
    { ignores: ["**/dist/", "**/*.generated.ts", ".cache/"] },
    js.configs.recommended,
    // Whoever opens a file sees what it is about, and reads it in one go.
    { files: ["**/*.{ts,js,mjs,cjs}"], rules: { "max-lines": ["error", 250] } },
    {
        files: ["**/*.ts"],
        extends: [typescript.configs.recommendedTypeChecked],
        languageOptions: {
            parserOptions: {
                project: ["./tsconfig.test.json", "./policies/reports/html/page/tsconfig.json"],
            },
        },
        rules: {
            "@typescript-eslint/no-explicit-any": "error",
            "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
            "@typescript-eslint/switch-exhaustiveness-check": [
                "error",
                { considerDefaultExhaustiveForUnions: true },
            ],
            "@typescript-eslint/consistent-type-imports": "error",
        },
    },
    {
        files: ["**/*.test.ts", "**/*.testSupport.ts", "emulator/testing/**"],
        rules: {
            "no-restricted-properties": [
                "error",
                {
                    object: "jest",
                    property: "setTimeout",
                    message:
                        "dev/support/timeout.ts sets it for all: a slow machine must not fail a test.",
                },
            ],
        },
    },
    {
        files: ["**/*.test.ts", "**/*.testSupport.ts", "dev/support/**"],
        rules: {
            "no-restricted-syntax": [
                "error",
                {
                    selector: "Property[key.name='unit'][value.value='binary']",
                    message:
                        "It takes a second of a core in each file: dev/support/anyCharacter.ts has the same cases.",
                },
                {
                    selector: "CallExpression[callee.property.name='waitForFunction']",
                    message:
                        "Its second try is an eval, which the report's Content-Security-Policy refuses. Wait for a locator.",
                },
            ],
        },
    },
    {
        // What a message shows of somebody else's text goes through showText, showLine, showFile or showValue.
        files: ["{core,provider,policies,emulator}/**/*.ts"],
        ignores: ["**/*.test.ts", "**/*.testSupport.ts", "emulator/testing/**", "core/model/**"],
        rules: {
            "no-restricted-syntax": [
                "error",
                {
                    selector:
                        "TemplateLiteral > CallExpression[callee.object.name='JSON'][callee.property.name='stringify']",
                    message: "Show it with showText or showValue of bytenite-core/model.",
                },
                {
                    selector: 'TemplateElement[tail=false][value.raw=/"$/]',
                    message: "Quote it with showText of bytenite-core/model.",
                },
                {
                    selector: String.raw`Literal[regex.pattern=/\\p\{(C|DI|Zl|Zp)/]`,
                    message: "Only foreignText of bytenite-core/model says what can't be seen.",
                },
            ],
        },
    },
    {
        files: ["**/*.{js,mjs}"],
        languageOptions: {
            globals: {
                process: "readonly",
                console: "readonly",
                module: "writable",
                require: "readonly",
                __dirname: "readonly",
                URL: "readonly",
                setTimeout: "readonly",
                clearTimeout: "readonly",
                Buffer: "readonly",
                AbortSignal: "readonly",
                fetch: "readonly",
                setInterval: "readonly",
                clearInterval: "readonly",
            },
        },
    },
);
