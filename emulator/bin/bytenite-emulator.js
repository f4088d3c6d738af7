#!/usr/bin/env node
// Not the compiled file itself: npm links commands when it installs, before anything is compiled.
require("../dist/commandLine.js");
