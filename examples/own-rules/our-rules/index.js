const { defineAppRule, glob, quote } = require("pulumi-bytenite-policies/rules");

module.exports.rules = [
    defineAppRule({
        name: "entrypoint-allowed",
        description: "A ByteNite app may start only scripts that we allow.",
        explanation:
            "The entry point is a script in the app's own folder. An app that states none is a finding: nobody knows what it starts.",
        remediation: "Change the entrypoint in the app's manifest and push the app again.",
        category: "container",
        severity: "high",
        settings: {
            allow: {
                type: "array",
                minItems: 1,
                items: { type: "string", minLength: 1 },
                default: ["main.py"],
                description: "Names of scripts, or globs with * and ?.",
            },
        },
        evaluate: ({ tag, entrypoint }, { allow }) => {
            if (entrypoint && allow.some((pattern) => glob(pattern)(entrypoint))) return [];
            const found = entrypoint ? `starts ${quote([entrypoint])}` : "states no entry point";
            return [
                {
                    field: "entrypoint",
                    found: entrypoint || null,
                    limit: allow,
                    setting: "allow",
                    message: `${tag} ${found}, which is not allowed (allowed: ${quote(allow)})`,
                    fix: `In the app's manifest, set "entrypoint" to one of ${quote(allow)} and push the app again`,
                },
            ];
        },
    }),
];
