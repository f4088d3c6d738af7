import type { SettingSchema } from "./rule";

/** What does not begin with !, which some tools read as "but not". No list does, so that it would cover nothing unseen. */
export const NO_EXCLUSION = "^(?:[^!]|$)";

/** The schema of an entry in a list of names, or of globs. */
export const LISTED_NAME: Omit<SettingSchema, "description"> = {
    type: "string",
    minLength: 1,
    pattern: NO_EXCLUSION,
};

/** What completes the sentence "it must be …" about such an entry. */
export const LISTED_NAME_TITLE = "a text that does not begin with !, which excludes nothing here";
