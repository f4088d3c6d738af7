import fc from "fast-check";
import { anyCharacter } from "../../dev/support/anyCharacter";
import { parseContainerImage, splitRegistry } from "./containerImage";

const EXPECTED = "; expected one like python:3.12 or ghcr.io/acme/render:1.2";
const SHA256 = `sha256:${"0123456789abcdef".repeat(4)}`;
const SHA512 = `sha512:${"f".repeat(128)}`;

describe("parseContainerImage", () => {
    it.each([
        ["python", "docker.io", "library/python"],
        ["docker.io/python", "docker.io", "library/python"],
        ["bytenite/python-torch-diffusers", "docker.io", "bytenite/python-torch-diffusers"],
        ["index.docker.io/bytenite/x", "docker.io", "bytenite/x"],
        ["registry-1.docker.io/bytenite/x", "docker.io", "bytenite/x"],
        ["INDEX.Docker.io/python", "docker.io", "library/python"],
        ["docker.io.evil.com/bytenite/x", "docker.io.evil.com", "bytenite/x"],
        ["docker.io:443/bytenite/x", "docker.io:443", "bytenite/x"],
        ["ghcr.io/docker.io/bytenite/x", "ghcr.io", "docker.io/bytenite/x"],
        ["GHCR.io/acme/ml/render", "ghcr.io", "acme/ml/render"],
        ["ghcr.io/x", "ghcr.io", "x"],
        ["ghcr.io", "docker.io", "library/ghcr.io"],
        ["localhost/x", "localhost", "x"],
        ["Localhost/x", "localhost", "x"],
        ["localhost", "docker.io", "library/localhost"],
        ["localhost:5000/a/b", "localhost:5000", "a/b"],
        ["registry:5000/x", "registry:5000", "x"],
        ["registry/x", "docker.io", "registry/x"],
        ["127.0.0.1/x", "127.0.0.1", "x"],
        ["[2001:DB8::1]:5000/x", "[2001:db8::1]:5000", "x"],
        ["a--b/c__d.e_f", "docker.io", "a--b/c__d.e_f"],
    ])("reads %s", (reference, registry, repository) => {
        expect(parseContainerImage(reference)).toEqual({ registry, repository });
    });

    it.each([
        ["x:1.2", { tag: "1.2" }],
        ["x:Latest_-.", { tag: "Latest_-." }],
        [`x:${"a".repeat(128)}`, { tag: "a".repeat(128) }],
        [`x@${SHA256}`, { digest: SHA256 }],
        [`x:1@${SHA512}`, { tag: "1", digest: SHA512 }],
    ])("reads the version in %s", (reference, version) => {
        const image = { registry: "docker.io", repository: "library/x", ...version };
        expect(parseContainerImage(reference)).toEqual(image);
    });

    it("takes a number after a name without a registry for its tag", () => {
        const image = { registry: "docker.io", repository: "library/localhost", tag: "5000" };
        expect(parseContainerImage("localhost:5000")).toEqual(image);
    });

    it("allows a name of 255 characters, of which the registry is a part", () => {
        const repository = `acme/${"x".repeat(255 - "ghcr.io/acme/".length)}`;
        const longest = `ghcr.io/${repository}`;
        expect(parseContainerImage(longest)).toEqual({ registry: "ghcr.io", repository });
        expect(problemOf(`${longest}y`)).toContain(
            "has a name of 256 characters, of which 255 are allowed",
        );
    });

    it.each([
        ["", "is empty"],
        [" python", "contains white space"],
        ["python\n", "contains white space"],
        ["https://ghcr.io/acme/x", "is a URL"],
        ["docker://python", "is a URL"],
        ["a".repeat(64), "is the id of an image"],
        ["-.io/x", 'has the bad registry "-.io"'],
        ["a..b/x", 'has the bad registry "a..b"'],
        ["ghcr.io:/x", 'has the bad registry "ghcr.io:"'],
        ["::1/x", 'has the bad registry "::1"'],
        ["user:token@ghcr.io/x", 'has the bad digest "ghcr.io/x"'],
        ["g\u212A.io/x", 'has the bad registry "g\u212A.io"'],
        ["ghcr.io/", "has no repository"],
        [":1.0", "has no repository"],
        [`@${SHA256}`, "has no repository"],
        ["Acme/x", "has capital letters in its repository"],
        ["ghcr.io/acme/X", "has capital letters in its repository"],
        ["/x", 'has the bad part "" in its repository'],
        ["a//b", 'has the bad part "" in its repository'],
        ["ghcr.io/../x", 'has the bad part ".." in its repository'],
        ["a___b", 'has the bad part "a___b" in its repository'],
        ["a-/b", 'has the bad part "a-" in its repository'],
        ["a/b:1/c", 'has the bad part "b:1" in its repository'],
        ["ghcr.io/acme/*", 'has the bad part "*" in its repository'],
        ["é", 'has the bad part "é" in its repository'],
        ["x:", 'has the bad tag ""'],
        ["x:-1", 'has the bad tag "-1"'],
        ["x:1:2", 'has the bad tag "1:2"'],
        ["x:1é", 'has the bad tag "1é"'],
        ["x@", 'has the bad digest ""'],
        ["x@latest", 'has the bad digest "latest"'],
        [`x@${SHA256}0`, `has the bad digest "${SHA256}0"`],
        ["x@sha256:abc", 'has the bad digest "sha256:abc"'],
        [`x@${SHA256.toUpperCase()}`, 'has the bad digest "SHA256:'],
        [`x@${SHA256}@${SHA256}`, `has the bad digest "${SHA256}@`],
        [`x@${SHA256}:1`, `has the bad digest "${SHA256}:1"`],
    ])("says what is wrong with %j", (reference, problem) => {
        expect(problemOf(reference)).toContain(` ${problem}`);
        expect(problemOf(reference).endsWith(EXPECTED)).toBe(true);
    });

    it("begins a problem with the reference", () => {
        expect(problemOf("https://x")).toBe(`the image reference "https://x" is a URL${EXPECTED}`);
    });

    it("refuses a tag of 129 characters, and shows a part of it", () => {
        expect(problemOf(`x:${"a".repeat(129)}`)).toContain(
            `the bad tag "${"a".repeat(120)}"… (9 more characters)`,
        );
    });

    it("never throws, and never repeats more than a screen of what it refuses", () => {
        const alphabet = fc.constantFrom(..."aZ0._-/:@[]*é ");
        const anyText = fc.oneof(
            fc.string({ unit: anyCharacter, maxLength: 400 }),
            fc.string({ unit: alphabet, maxLength: 400 }),
        );
        fc.assert(
            fc.property(anyText, (reference) => {
                const result = parseContainerImage(reference);
                const problem = "problem" in result ? result.problem : "";
                expect(problem.length).toBeLessThan(2000);
                // eslint-disable-next-line no-control-regex
                expect(problem).not.toMatch(/[\u0000-\u001f]/);
            }),
        );
    });

    it("comes to an end with long texts that other engines would backtrack on", () => {
        for (const part of ["a", "-", "_", "a.", "a-", "a/", "a:", ".", "[", "@"]) {
            parseContainerImage(`a.b/${part.repeat(200_000)}!`);
            parseContainerImage(`${part.repeat(200_000)}!/a`);
        }
    });

    it("reads what it gave, written out, as the same again", () => {
        const component = fc.stringMatching(
            /^[a-z0-9]{1,4}(?:(?:\.|__?|-{1,3})[a-z0-9]{1,4}){0,2}$/,
        );
        const registry = fc.constantFrom(
            "acme/",
            "localhost/",
            "GHCR.io/",
            "a.b:5000/",
            "docker.io/",
        );
        const tag = fc.oneof(
            fc.constant(""),
            fc.stringMatching(/^:[A-Za-z0-9_][A-Za-z0-9_.-]{0,9}$/),
        );
        const digest = fc.constantFrom("", `@${SHA256}`, `@${SHA512}`);
        const path = fc.array(component, { minLength: 1, maxLength: 4 });
        fc.assert(
            fc.property(registry, path, tag, digest, (host, components, version, exact) => {
                const image = parseContainerImage(
                    `${host}${components.join("/")}${version}${exact}`,
                );
                if ("problem" in image) throw new Error(image.problem);
                const written = `${image.registry}/${image.repository}${version}${exact}`;
                expect(parseContainerImage(written)).toEqual(image);
                expect(image.repository.endsWith(components.slice(1).join("/"))).toBe(true);
                expect(`:${image.tag ?? ""}`).toBe(version || ":");
                expect(`@${image.digest ?? ""}`).toBe(exact || "@");
            }),
        );
    });
});

describe("splitRegistry", () => {
    it.each([
        ["ghcr.io/", "ghcr.io", ""],
        ["Index.Docker.io/acme/*", "docker.io", "acme/*"],
        ["acme/*", "docker.io", "acme/*"],
        ["python", "docker.io", "python"],
        ["", "docker.io", ""],
    ])("splits %j", (name, registry, path) => {
        expect(splitRegistry(name)).toEqual({ registry, path });
    });
});

function problemOf(reference: string): string {
    const result = parseContainerImage(reference);
    return "problem" in result ? result.problem : "";
}
