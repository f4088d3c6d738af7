import { runs } from "./propertyRuns";

// No test fails because a machine is slow. What never ends is ended after that.
jest.setTimeout(runs(600_000));
