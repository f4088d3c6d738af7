// By the package's own name, because the compiled files lie one folder deeper than the sources.

/** Path of the catalogue that is served unless another one is given. */
export const DEFAULT_CATALOGUE = require.resolve("bytenite-emulator/catalogue.yaml");

/** Path of the JSON Schema of a faults file. */
export const FAULTS_SCHEMA = require.resolve("bytenite-emulator/faults.schema.json");
