import { runs } from "./propertyRuns";

const AN_HOUR_MS = 3_600_000;
/** Beyond it, a timer of Node's ends at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

// No test fails because a machine is slow: beside other work, ten minutes have not been enough for the bench's. What
// never ends is ended after that.
jest.setTimeout(Math.min(runs(AN_HOUR_MS), LONGEST_TIMER_MS));
