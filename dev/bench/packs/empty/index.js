const { PolicyPack } = require("@pulumi/policy");

// JavaScript, as the pack that it is compared with: compiling TypeScript would be most of its start.
new PolicyPack("empty", { policies: [] });
