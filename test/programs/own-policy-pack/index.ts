import { PolicyPack, validateResourceOfType } from "@pulumi/policy";
import { AppForPolicies } from "pulumi-bytenite";

new PolicyPack("own", {
    policies: [
        {
            name: "owner-known",
            description: "An app must have a user name.",
            enforcementLevel: "mandatory",
            validateResource: validateResourceOfType(
                AppForPolicies,
                (app, _args, reportViolation) => {
                    if (app.userName === "nobody") reportViolation(`${app.tag} belongs to nobody`);
                },
            ),
        },
    ],
});
