import { defineAppRule } from "../../contract/rule";

export const rule = defineAppRule<Record<never, never>>({
    name: "container-credentials",
    description: "A ByteNite app may have no credentials of a container registry in its manifest.",
    explanation:
        "For a private image, ByteNite's manifest has the fields `username` and `token` (an access token of the registry) in `platform_config`, in plain text: whoever can read the manifest, its repository or its history can use them. ByteNite's API describes both fields as part of what it returns for an app. This pack only ever learns that there are credentials, never which.\n\nByteNite documents no other way to pull a private image, so that an app which passes runs an image that can be pulled without credentials. An app that is not known to have credentials passes, whatever its `private_image` says. The rule has no settings of its own; `apps` limits it to some apps.",
    remediation:
        'Remove "username" and "token" from platform_config in the app\'s manifest, use an image that can be pulled without them, push the app again and revoke the token.',
    category: "container",
    isAboutSecurity: true,
    severity: "high",
    settings: {},
    evaluate: ({ tag, hasRegistryCredentials, platformConfig: { privateImage } }) => {
        if (!hasRegistryCredentials) return [];
        const change = privateImage
            ? 'remove "username" and "token" from "platform_config", and set "private_image": false with an image that can be pulled without them'
            : 'remove "username" and "token" from "platform_config"';
        return [
            {
                field: "hasRegistryCredentials",
                found: true,
                limit: false,
                message: `${tag} has credentials of a container registry in its manifest, but none are allowed there`,
                fix: `In the app's manifest, ${change}, push the app again and revoke the token at the registry`,
            },
        ];
    },
});
