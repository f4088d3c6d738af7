/** Ends a run with one plain line of counts, for continuous integration to read. */
module.exports = class CountsReporter {
    onRunComplete(_contexts, results) {
        const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
        const skipped = results.numPendingTests + results.numTodoTests;
        const rest = skipped > 0 ? `, ${skipped} skipped` : "";
        process.stderr.write(`\n${results.numPassedTests} passed, ${failed} failed${rest}\n`);
    }
};
