import { PolicyPack } from "@pulumi/policy";
import { convertStructsOnce } from "./engine/convertOnce";
import { organisationPolicies } from "./index";

convertStructsOnce();
const { policies, configuration } = organisationPolicies();

// Starts a server, which is why nothing else may import this file.
new PolicyPack(
    "pulumi-bytenite-policies",
    { policies, enforcementLevel: "advisory" },
    configuration,
);
