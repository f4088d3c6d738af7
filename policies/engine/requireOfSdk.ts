import { createRequire } from "node:module";

/** What `require` gives to Pulumi's policy SDK, whose dependencies need not be ours. @throws Error where there is none */
export function requireOfSdk(): NodeJS.Require {
    return createRequire(require.resolve("@pulumi/policy"));
}
