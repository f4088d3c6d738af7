const { join } = require("node:path");
const { PolicyPack } = require("@pulumi/policy");
const { organisationPolicies } = require("pulumi-bytenite-policies");

// The rules file that was published with this pack, and no other.
const { policies, configuration } = organisationPolicies({
    rulesFile: join(__dirname, "bytenite.rules.yaml"),
});

new PolicyPack("acme-bytenite", { policies, enforcementLevel: "advisory" }, configuration);
