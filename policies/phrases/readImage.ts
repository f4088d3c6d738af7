import { parseContainerImage, type AppRecord, type ContainerImage } from "bytenite-core/model";

/** The image of an app, or why there is none to judge: the beginning of a message. */
export function readImage(app: AppRecord): ContainerImage | { obstacle: string } {
    const { container } = app.platformConfig;
    if (container === "") return { obstacle: `${app.tag} states no container image` };
    const image = parseContainerImage(container);
    if (!("problem" in image)) return image;
    return { obstacle: `${app.tag} states no usable container image (${image.problem})` };
}
