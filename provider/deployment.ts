import * as pulumi from "@pulumi/pulumi";

const outsideOfDeployments = {};

/** What stands for the running deployment: a program that uses the Automation API runs many in one process. */
export function currentDeployment(): object {
    return pulumi.runtime.getMonitor() ?? outsideOfDeployments;
}
