#!/usr/bin/env node
require("../dist/commandLine/commandLine").main(process.argv.slice(2));
