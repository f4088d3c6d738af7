const { test } = require("node:test");
const { checkRules } = require("pulumi-bytenite-policies/testing");

test("our rules", () => checkRules("bytenite.rules.test.yaml"));
