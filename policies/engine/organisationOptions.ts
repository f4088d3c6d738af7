/** How an organisation's pack finds its rules. */
export interface OrganisationOptions {
    /**
     * Whole path of the rules file, for a pack that brings its own along. No other one is looked for, and
     * BYTENITE_RULES_FILE is not heeded.
     */
    rulesFile?: string;
    /**
     * Reports to write when the stack was judged: "sarif=out.sarif,html=report.html". Relative paths begin at the
     * project's folder. BYTENITE_REPORT in the environment says it instead.
     */
    report?: string;
}
