#!/usr/bin/env node
require("../dist/commandLine").run(process.argv.slice(2));
