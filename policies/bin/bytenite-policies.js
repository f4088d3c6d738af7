#!/usr/bin/env node
require("../dist/doors/commandLine").run(process.argv.slice(2));
