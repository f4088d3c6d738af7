/** What keeps an app from being deployed. */
export interface Refusal {
    /** The app's tag. "": all apps together. */
    tag: string;
    /** What is wrong, for a person: a line. */
    message: string;
}

/** How a program finds its rules. */
export interface EnforceOptions {
    /**
     * Path of the rules file, from the folder in which the program runs. Default: the one that BYTENITE_RULES_FILE
     * names, else the only bytenite.rules.yaml in or above the project's folder.
     */
    rulesFile?: string;
}
