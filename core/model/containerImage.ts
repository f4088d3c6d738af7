import { showText } from "./foreignText";
import { memoize } from "./memoize";

/**
 * Where a container image lies, and which one of its versions is meant.
 *
 * Grammar: that of the distribution project (github.com/distribution/reference), which Docker's own
 * tools use. The short names of Docker Hub are written out as Docker documents it: `python` is
 * docker.io/library/python, and `acme/render` is docker.io/acme/render.
 */
export interface ContainerImage {
    /** host or host:port, in lower case. docker.io: Docker Hub, whichever of its names was written. */
    registry: string;
    /** Path inside the registry, for example library/python. */
    repository: string;
    /** Absent: not stated, for which Docker takes latest, unless there is a digest. */
    tag?: string;
    /** algorithm:hex. Decides alone which image is meant, also if there is a tag. */
    digest?: string;
}

const DOCKER_HUB = "docker.io";
const DOCKER_HUB_HOSTS = new Set([DOCKER_HUB, "index.docker.io", "registry-1.docker.io"]);

// Each part begins with a character that the part before it can't hold: no text takes long to refuse.
const REGISTRY =
    /^(?:[a-z0-9]+(?:-+[a-z0-9]+)*(?:\.[a-z0-9]+(?:-+[a-z0-9]+)*)*|\[[a-f0-9:]+\])(?::[0-9]+)?$/;
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/;
const IMAGE_ID = /^[a-f0-9]{64}$/;
const LONGEST_NAME = 255;

const EXPECTED = "expected one like python:3.12 or ghcr.io/acme/render:1.2";
const SHOWN_LENGTH = 120;

/** The parts of an image's reference, or why the text is none: one sentence without a full stop. */
export const parseContainerImage = memoize((reference): ContainerImage | { problem: string } => {
    const { name, tag, digest } = splitReference(reference);
    const { registry, path } = splitRegistry(name);
    const isOfficial = registry === DOCKER_HUB && !path.includes("/");
    const repository = isOfficial ? `library/${path}` : path;

    const problem =
        describeText(reference) ??
        describeName(registry, path, `${registry}/${repository}`) ??
        describeVersion(tag, digest);
    if (problem !== undefined) {
        return { problem: `the image reference ${show(reference)} ${problem}; ${EXPECTED}` };
    }
    return {
        registry,
        repository,
        ...(tag !== undefined && { tag }),
        ...(digest !== undefined && { digest }),
    };
});

/**
 * Splits the name of an image, or the beginning of one, as Docker does: what is before the first
 * slash is a registry only if it has a dot or a colon, or is localhost. Otherwise the name is one
 * of Docker Hub's. Checks nothing.
 */
export function splitRegistry(name: string): { registry: string; path: string } {
    const slash = name.indexOf("/");
    // Letters of ASCII only: toLowerCase() makes a k of the Kelvin sign, too.
    const host = name
        .slice(0, Math.max(slash, 0))
        .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    if (!/[.:]/.test(host) && host !== "localhost") return { registry: DOCKER_HUB, path: name };
    return {
        registry: DOCKER_HUB_HOSTS.has(host) ? DOCKER_HUB : host,
        path: name.slice(slash + 1),
    };
}

function splitReference(reference: string): {
    name: string;
    tag: string | undefined;
    digest: string | undefined;
} {
    const [named = "", digest] = splitAt(reference, reference.indexOf("@"));
    const [name = "", tag] = splitAt(named, named.indexOf(":", named.lastIndexOf("/") + 1));
    return { name, tag, digest };
}

function splitAt(text: string, index: number): string[] {
    return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

function describeText(reference: string): string | undefined {
    if (reference === "") return "is empty";
    if (/\s/.test(reference)) return "contains white space";
    if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(reference)) return "is a URL";
    if (IMAGE_ID.test(reference)) return "is the id of an image";
    return undefined;
}

function describeName(registry: string, path: string, name: string): string | undefined {
    if (!REGISTRY.test(registry)) return `has the bad registry ${show(registry)}`;
    if (path === "") return "has no repository";
    if (/[A-Z]/.test(path)) return "has capital letters in its repository";
    const wrong = path.split("/").find((component) => !PATH_COMPONENT.test(component));
    if (wrong !== undefined) return `has the bad part ${show(wrong)} in its repository`;
    if (name.length <= LONGEST_NAME) return undefined;
    return `has a name of ${name.length} characters, of which ${LONGEST_NAME} are allowed`;
}

function describeVersion(tag?: string, digest?: string): string | undefined {
    if (tag !== undefined && !TAG.test(tag)) return `has the bad tag ${show(tag)}`;
    if (digest === undefined || DIGEST.test(digest)) return undefined;
    return `has the bad digest ${show(digest)}, which should be sha256: and 64 digits of 0-9 and a-f`;
}

function show(text: string): string {
    return showText(text, { longest: SHOWN_LENGTH });
}
