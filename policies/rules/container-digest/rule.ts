import { readImage } from "../../phrases/readImage";
import { defineAppRule } from "../../contract/rule";
import { quote, setInManifest } from "../../phrases/wording";

export const rule = defineAppRule<Record<never, never>>({
    name: "container-digest",
    description: "A ByteNite app must pin its image by digest.",
    explanation:
        "A tag can be given to another image at any time; a digest is computed from the image itself, so that it names the same image for good. With a digest, every task runs what was checked, even if somebody takes over the registry's account. The digest is `sha256:` and 64 hexadecimal digits, or `sha512:` and 128. A tag may stand before it: it is for people, and only the digest counts.\n\nAn app that states no image, or one that cannot be read, is a finding, since nothing shows which image it runs.\n\nNone of ByteNite's public samples pins its image by digest, and its documentation does not mention digests: try one app before the rule becomes mandatory.",
    remediation:
        "Append @ and the digest of the image to platform_config.container in the app's manifest and push the app again.",
    category: "container",
    severity: "low",
    settings: {},
    evaluate: (app) => {
        const { container } = app.platformConfig;
        const image = readImage(app);
        const isReadable = !("obstacle" in image);
        if (isReadable && image.digest !== undefined) return [];
        const what = isReadable
            ? `${app.tag} runs ${quote([container])} without a digest`
            : image.obstacle;
        const pinned = `${isReadable ? container : "<image>"}@sha256:<digest>`;
        return [
            {
                field: "platformConfig.container",
                found: container || null,
                limit: "a digest",
                message: `${what}, but a digest is required`,
                fix: setInManifest(
                    { platform_config: { container: pinned } },
                    ", where <digest> is what the registry shows for the image,",
                ),
            },
        ];
    },
});
