/** What problems call a catalogue as a whole. */
export const CATALOGUE_NOUN = "the catalogue";

/** Bytes of a catalogue file that is still read. */
export const LARGEST_CATALOGUE = 10_000_000;
