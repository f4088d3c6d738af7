#!/usr/bin/env node
require("../dist/commandLine/commandLine").run(process.argv.slice(2));
