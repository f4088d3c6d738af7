import { runs } from "./propertyRuns";

// A run of the real engine takes seconds, and on a busy machine many.
jest.setTimeout(runs(600_000));
