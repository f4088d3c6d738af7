import { PolicyPack } from "@pulumi/policy";
import { policies } from "./index";

// Starts a server, which is why nothing else may import this file.
new PolicyPack("pulumi-bytenite-policies", { policies, enforcementLevel: "advisory" });
