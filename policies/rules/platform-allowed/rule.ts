import { defineAppRule } from "../../contract/rule";
import { changeManifest, quote, setInManifest } from "../../phrases/wording";
import { LISTED_NAME } from "../../contract/listedName";

export const rule = defineAppRule<{ allow: string[] }>({
    name: "platform-allowed",
    description: "A ByteNite app must run on a platform that the organisation allows.",
    explanation:
        "Other rules judge the app's container image, which says something about the app only as long as it runs on a platform that runs that image. `docker` is the only platform that ByteNite documents, and the default of `allow`. Names are compared as they are written: `Docker` is not `docker`. An app that states no platform is a finding, since nothing shows what runs it.",
    remediation:
        "Set platform in the app's manifest to an allowed platform and push the app again.",
    category: "container",
    severity: "low",
    settings: {
        allow: {
            type: "array",
            items: LISTED_NAME,
            minItems: 1,
            default: ["docker"],
            description: "The platforms that are allowed, as ByteNite names them.",
        },
    },
    evaluate: ({ tag, platform }, { allow }) => {
        if (allow.includes(platform)) return [];
        const stated =
            platform === ""
                ? "states no platform, but one that is allowed is required"
                : `runs on the platform ${quote([platform])}, which is not allowed`;
        const [first = "docker", ...others] = allow;
        return [
            {
                field: "platform",
                found: platform || null,
                limit: allow,
                setting: "allow",
                message: `${tag} ${stated} (allowed: ${quote(allow)})`,
                ...(others.length === 0
                    ? changeManifest("platform", first)
                    : {
                          fix: setInManifest(
                              { platform: first },
                              ", or to another one that is allowed,",
                          ),
                      }),
            },
        ];
    },
});
