import "./engine/arboristWhenUsed";
import { PolicyPack } from "@pulumi/policy";
import { readPropertiesOnce } from "./engine/readOnce";
import { organisationPolicies } from "./index";

readPropertiesOnce();
const { policies, configuration } = organisationPolicies();

// Starts a server, which is why nothing else may import this file.
new PolicyPack(
    "pulumi-bytenite-policies",
    { policies, enforcementLevel: "advisory" },
    configuration,
);
