import { glob } from "bytenite-core/model";
import { defineAppRule } from "../../contract/rule";
import { quote, changeManifest } from "../../phrases/wording";
import { LISTED_NAME } from "../../contract/listedName";

export const rule = defineAppRule<{ allow?: string[] }>({
    name: "container-secrets",
    description: "A ByteNite app may get only the stored secrets that the organisation allows.",
    explanation:
        "ByteNite gives a task the secrets that `platform_config.secrets` names as environment variables, which every program in the container can read. An app should get those that it needs and no others. Names are compared as they are written: case matters. An app without secrets passes. Without `allow` the rule has nothing to judge by; an empty list allows none.",
    remediation:
        "Remove the secrets that are not allowed from platform_config.secrets in the app's manifest and push the app again.",
    category: "container",
    isAboutSecurity: true,
    severity: "medium",
    settings: {
        allow: {
            type: "array",
            items: LISTED_NAME,
            description:
                "The names of the secrets that are allowed, or globs with * and ?. Without it, all are. An empty list: none.",
        },
    },
    needs: ["allow"],
    evaluate: ({ tag, platformConfig: { secrets } }, { allow }) => {
        if (allow === undefined) return [];
        const tests = allow.map(glob);
        const good = secrets.filter((name) => tests.some((matches) => matches(name)));
        const refused = secrets.filter((name) => !good.includes(name));
        if (refused.length === 0) return [];
        const found = quote([...new Set(refused)]);
        return [
            {
                field: "platformConfig.secrets",
                found: secrets,
                limit: allow,
                setting: "allow",
                message: `${tag} gets secrets that are not allowed: ${found} (allowed: ${quote(allow)})`,
                ...changeManifest("platformConfig.secrets", good),
            },
        ];
    },
});
