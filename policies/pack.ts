import { PolicyPack } from "@pulumi/policy";
import { organisationPolicies } from "./index";

const { policies, configuration } = organisationPolicies();

// Starts a server, which is why nothing else may import this file.
new PolicyPack(
    "pulumi-bytenite-policies",
    { policies, enforcementLevel: "advisory" },
    configuration,
);
