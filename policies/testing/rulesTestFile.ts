import { DocumentSchema, readYamlFile, type Origin } from "bytenite-core/documents";
import { TEST_APP_SCHEMA, type TestApp } from "./appFacts";

/** A finding that a case expects. What is left out may be anything. */
export interface ExpectedFinding {
    rule: string;
    level?: "advisory" | "mandatory";
    /** The tag of the app that it is shown on. "": the stack. */
    app?: string;
    /** The whole text. */
    message?: string;
    /** A part of the text. */
    contains?: string;
}

/** Apps, and what the rules have against them. */
interface RulesTestCase {
    case: string;
    /** project/stack */
    stack?: string;
    app?: TestApp;
    apps?: TestApp[];
    /** Absent: none. */
    finds?: ExpectedFinding[];
}

/** The content of a bytenite.rules.test.yaml. */
export interface RulesTestFile {
    /** Path of the rules file, from the folder of this file. Default: bytenite.rules.yaml. */
    rulesFile?: string;
    /** The day on which the apps are judged. Default: today. */
    today?: string;
    /** project/stack of the cases that don't say. */
    stack?: string;
    cases: RulesTestCase[];
}

const text = { title: "a text", type: "string", minLength: 1 };
const stack = {
    title: "project/stack or organization/project/stack",
    type: "string",
    pattern: "^(?:[A-Za-z0-9._-]+/){1,2}[A-Za-z0-9._-]+$",
};

const SCHEMA = {
    title: "a mapping with the key cases",
    type: "object",
    additionalProperties: false,
    required: ["cases"],
    properties: {
        rulesFile: text,
        today: { title: "a date such as 2026-12-31", type: "string", format: "date" },
        stack,
        cases: {
            title: "a list of at least one case",
            type: "array",
            minItems: 1,
            items: {
                title: "a mapping with the key case",
                type: "object",
                additionalProperties: false,
                required: ["case"],
                // A case without an app would pass whatever the rules say.
                anyOf: [{ required: ["app"] }, { required: ["apps"] }],
                properties: {
                    case: text,
                    stack,
                    app: TEST_APP_SCHEMA,
                    apps: {
                        title: "a list of at least one app",
                        type: "array",
                        minItems: 1,
                        items: TEST_APP_SCHEMA,
                    },
                    finds: {
                        title: "a list of findings",
                        type: "array",
                        items: {
                            title: "a mapping with the key rule",
                            type: "object",
                            additionalProperties: false,
                            required: ["rule"],
                            properties: {
                                rule: text,
                                level: {
                                    title: "one of advisory, mandatory",
                                    enum: ["advisory", "mandatory"],
                                },
                                app: { title: "a text", type: "string" },
                                message: text,
                                contains: text,
                            },
                        },
                    },
                },
            },
        },
    },
};

const NOUN = { noun: "the test file" };

/** @throws DocumentError with every problem */
export function readRulesTestFile(path: string): { file: RulesTestFile; origin: Origin } {
    const { value, origin } = readYamlFile(path, NOUN);
    const file = new DocumentSchema<RulesTestFile>(SCHEMA, NOUN).validate(value, origin);
    return { file, origin };
}
