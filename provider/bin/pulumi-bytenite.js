#!/usr/bin/env node
require("../dist/commandLine").main(process.argv.slice(2));
