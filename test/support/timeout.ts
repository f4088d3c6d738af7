// No test fails because a machine is slow. What never ends is ended after that.
jest.setTimeout(600_000);
