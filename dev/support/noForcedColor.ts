// In a terminal Jest gives it to its workers, and what a test starts would write into a pipe in colours. Set up after
// Jest's own packages are loaded: these go on to show failures in colours. Jest's `process.env` is a copy, so that a
// program that is started without `env` still gets the variable.
delete process.env.FORCE_COLOR;
