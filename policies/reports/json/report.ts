import { showJson } from "bytenite-core/model";
import { pageInPackage } from "../pages";
import type { Report } from "../report";

/** Name of the file, in the package, that describes this format. */
export const SCHEMA_FILE = "bytenite.report.schema.json";
/** It changes when something that programs rely on is removed or means something else. */
export const SCHEMA_VERSION = 1;

/** For programs: all that is known of a run. */
export const report: Report = {
    description: `the whole run for programs, as ${SCHEMA_FILE} in the package describes it`,
    render: (run) => {
        const {
            fallback: _fallback,
            gpus: _gpus,
            unjudged,
            passedOver,
            apps,
            rules,
            findings,
            waived,
            accepted,
            waivers,
            ...facts
        } = run;
        return showJson({
            $schema: pageInPackage(SCHEMA_FILE),
            schemaVersion: SCHEMA_VERSION,
            ...facts,
            findings,
            waived,
            accepted,
            waivers,
            unjudged,
            passedOver,
            rules,
            apps,
        });
    },
};
