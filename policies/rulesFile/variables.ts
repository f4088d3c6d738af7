import { misspeltVariables } from "bytenite-core/documents";

/** The variables of the environment that are read here; those of the client are the client's. */
export const VARIABLES = ["BYTENITE_REPORT", "BYTENITE_RULES_FILE", "BYTENITE_TODAY"];

/** The variables that may be meant to be one of them: a sentence each. */
export function misspeltNames(environment: NodeJS.ProcessEnv): string[] {
    return misspeltVariables(environment, VARIABLES);
}
