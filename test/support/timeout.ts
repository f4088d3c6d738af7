// A run of the real engine takes seconds, and on a busy machine many.
jest.setTimeout(600_000);
