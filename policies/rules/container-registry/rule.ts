import { glob, splitRegistry, type ContainerImage } from "bytenite-core/model";
import { readImage } from "../../phrases/readImage";
import { defineAppRule } from "../../contract/rule";
import { quote } from "../../phrases/wording";

export const rule = defineAppRule<{ allow?: string[] }>({
    name: "container-registry",
    description: "A ByteNite app may run only images from registries that the organisation allows.",
    explanation:
        "The image is the software that a task runs, so whoever can push to its registry decides what runs. Without `allow` the rule has nothing to judge by.\n\nAn entry is a registry (`ghcr.io`, `localhost:5000`), or a registry and the beginning of a path (`ghcr.io/acme/ml`), which covers everything below it, but never a part of a name: `docker.io/acme` covers `docker.io/acme/render` and not `docker.io/acme-evil/render`. In the path, `*` stands for any characters inside one part, and `?` for one character: `ghcr.io/acme/ml-*`.\n\nShort names mean what they mean to Docker, in images and in entries: `acme/render` is `docker.io/acme/render`, and `python`, a word alone, is the official image `docker.io/library/python`. So an organisation on Docker Hub is `docker.io/acme` or `acme/*`, not `acme`, and all official images are `docker.io/library`. `index.docker.io` and `registry-1.docker.io` are `docker.io`. The case of a registry's name does not matter; its port does: `ghcr.io` and `ghcr.io:443` are two.\n\nAn app that states no image, or one that cannot be read, is a finding, since nothing shows where its image comes from.",
    remediation:
        "Push the image to a registry that is allowed, set platform_config.container in the app's manifest to it and push the app again.",
    category: "container",
    isAboutSecurity: true,
    severity: "high",
    settings: {
        allow: {
            type: "array",
            items: {
                type: "string",
                pattern:
                    "^(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+\\])(?::[0-9]+)?(?:/[a-z0-9*?._-]+)*$",
            },
            description:
                "The registries that are allowed, each with or without the beginning of a path, in which * and ? are allowed. No scheme, tag or digest. Without it, all are. An empty list: none.",
        },
    },
    needs: ["allow"],
    evaluate: (app, { allow }) => {
        if (allow === undefined) return [];
        const image = readImage(app);
        if (!("obstacle" in image) && allow.some((entry) => covers(entry, image))) return [];
        const { container } = app.platformConfig;
        const message =
            "obstacle" in image
                ? `${image.obstacle}, but one from an allowed registry is required`
                : `${app.tag} runs ${describe(container, image)}, which is not from an allowed registry`;
        return [
            {
                field: "platformConfig.container",
                found: container || null,
                limit: allow,
                setting: "allow",
                message: `${message} (allowed: ${quote(allow)})`,
                fix: describeFix(allow),
            },
        ];
    },
});

function covers(entry: string, { registry, repository }: ContainerImage): boolean {
    const allowed = readEntry(entry);
    const parts = repository.split("/");
    const isBelow = allowed.parts.every((part, index) => glob(part)(parts[index] ?? ""));
    return registry === allowed.registry && allowed.parts.length <= parts.length && isBelow;
}

/** Unlike an image, an entry may be a registry alone: there a dot or a colon makes it one without a slash, too. */
function readEntry(entry: string): { registry: string; parts: string[] } {
    const isWord = !/[.:/]/.test(entry) && entry.toLowerCase() !== "localhost";
    const name = isWord ? `library/${entry}` : entry.includes("/") ? entry : `${entry}/`;
    const { registry, path } = splitRegistry(name);
    return { registry, parts: path === "" ? [] : path.split("/") };
}

/** Shows what a short name stands for, since that is what the entries are compared with. */
function describe(container: string, { registry, repository }: ContainerImage): string {
    const name = `${registry}/${repository}`;
    return quote([container]) + (container.startsWith(name) ? "" : ` (${name})`);
}

function describeFix(allow: string[]): string {
    return allow.length === 0
        ? 'Add the registry of the image to the setting "allow", which is empty, so that no image is accepted'
        : `Push the image to an allowed registry (${quote(allow)}), set platform_config.container in the app's manifest to it and push the app again`;
}
