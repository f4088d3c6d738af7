import { refuseOptions, TRUE_OR_FALSE } from "./givenArguments";

/** What `RecordOptions` may be: not among what users import, whose types know nothing of the library that checks. */
const RECORD_OPTIONS = { includeReadTime: TRUE_OR_FALSE };

/** @throws LookUpError for options that `record` does not have */
export function refuseRecordOptions(options: unknown): void {
    refuseOptions(options, RECORD_OPTIONS, "record");
}
