import { anyGlob } from "bytenite-core/model";
import { readImage } from "../../phrases/readImage";
import { defineAppRule } from "../../contract/rule";
import { quote, setInManifest } from "../../phrases/wording";
import { LISTED_NAME } from "../../contract/listedName";

export const rule = defineAppRule<{ forbidden: string[] }>({
    name: "container-tag",
    description: "A ByteNite app must name its image by a tag other than `latest`, or by a digest.",
    explanation:
        "A tag such as `latest` moves: the image that a task runs can change without a change of the app, and nothing shows which image an earlier task ran. An image without a tag is a finding whatever the settings, since Docker then takes `latest`. A digest names one image for good, so that an image with a digest passes whatever its tag. Case matters, as it does for Docker: `Latest` is another tag than `latest`.\n\nAn app that states no image, or one that cannot be read, is a finding, since nothing shows which image it runs.\n\nA tag that is not forbidden can move, too: the rule container-digest excludes that.",
    remediation:
        "Give the image in platform_config.container of the app's manifest a tag that does not move, or a digest, and push the app again.",
    category: "container",
    severity: "medium",
    settings: {
        forbidden: {
            type: "array",
            items: LISTED_NAME,
            default: ["latest"],
            description: "The tags that are not allowed: names, or globs with * and ?.",
        },
    },
    evaluate: (app, { forbidden }) => {
        const { container } = app.platformConfig;
        const image = readImage(app);
        const problem = {
            field: "platformConfig.container",
            found: container || null,
            limit: { forbidden },
        };
        if ("obstacle" in image) {
            const message = `${image.obstacle}, but one with a tag or a digest is required`;
            return [{ ...problem, message, fix: setTag("<image>") }];
        }

        const { tag, digest } = image;
        if (digest !== undefined) return [];
        if (tag === undefined) {
            const message = `${app.tag} runs ${quote([container])} without a tag, for which Docker takes "latest", but a tag or a digest is required`;
            return [{ ...problem, message, fix: setTag(container) }];
        }

        if (!anyGlob(forbidden)(tag)) return [];
        const message = `${app.tag} runs ${quote([container])}, whose tag is not allowed (forbidden: ${quote(forbidden)})`;
        const fix = setTag(container.slice(0, -`:${tag}`.length));
        return [{ ...problem, setting: "forbidden", message, fix }];
    },
});

function setTag(name: string): string {
    const note = ", where <tag> is a tag that always means the same image,";
    return setInManifest({ platform_config: { container: `${name}:<tag>` } }, note);
}
