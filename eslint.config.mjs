import js from "@eslint/js";
import typescript from "typescript-eslint";

export default typescript.config(
    { ignores: ["**/dist/", "**/*.generated.ts", ".cache/"] },
    js.configs.recommended,
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
