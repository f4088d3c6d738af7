/** What asks for packages. */
export interface Dependent {
    name: string;
    dependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
    peerDependencies?: Record<string, string>;
}

/** What a release asks of a package.json. */
export interface Manifest extends Dependent {
    version: string;
    repository?: { url: string };
}

const DEPENDENCIES = ["dependencies", "devDependencies", "peerDependencies"] as const;

/** What begins a version's part of the changelog. */
const HEADING = /^## (\S+)(?: \((\d{4}-\d{2}-\d{2})\))?$/gm;

/** The versions that the changelog names, the newest first. Unreleased is one of them. */
export function changelogVersions(changelog: string): string[] {
    return [...changelog.matchAll(HEADING)].map(([, version = ""]) => version);
}

/** The changelog's lines about one version, without its heading. */
export function changelogPart(changelog: string, version: string): string {
    const headings = [...changelog.matchAll(HEADING)];
    const index = headings.findIndex(([, name]) => name === version);
    if (index < 0) return "";
    const begin = (headings[index]?.index ?? 0) + (headings[index]?.[0].length ?? 0);
    return changelog.slice(begin, headings[index + 1]?.index).trim();
}

/** Sets the version that a package.json asks for of the packages with these names. A range with a caret stays one. */
export function askFor(manifest: Dependent, names: readonly string[], version: string): void {
    for (const kind of DEPENDENCIES) {
        const asked = manifest[kind] ?? {};
        for (const [name, range] of Object.entries(asked)) {
            if (names.includes(name)) asked[name] = range.startsWith("^") ? `^${version}` : version;
        }
    }
}

/** A page that names this version wherever it had one of the packages with these names. */
export function withVersion(page: string, names: readonly string[], version: string): string {
    const named = new RegExp(`\\b(${names.join("|")})@(v?)\\d+\\.\\d+\\.\\d+`, "g");
    return page.replace(named, `$1@$2${version}`);
}

/**
 * What stands against a release of the packages as they are.
 * @param examples - may ask for newer versions too, with a caret.
 * @param environment - GitHub's, where it is set: the tag and the repository of the workflow.
 */
export function versionProblems(
    root: Manifest,
    packages: readonly Manifest[],
    examples: readonly Dependent[],
    changelog: string,
    environment: Readonly<Record<string, string | undefined>>,
): string[] {
    const { version } = root;
    const names = new Set(packages.map(({ name }) => name));
    const wrongRanges = (asking: Dependent, right: readonly string[]) =>
        DEPENDENCIES.flatMap((kind) => Object.entries(asking[kind] ?? {}))
            .filter(([name, wanted]) => names.has(name) && !right.includes(wanted))
            .map(([name, wanted]) => `${asking.name} asks for ${name} ${wanted}, not ${version}.`);
    const problems = [root, ...packages].flatMap((each) => [
        ...(each.version === version
            ? []
            : [`${each.name} has version ${each.version}, the repository ${version}.`]),
        ...wrongRanges(each, [version]),
    ]);
    problems.push(...examples.flatMap((each) => wrongRanges(each, [version, `^${version}`])));
    if (changelogPart(changelog, version) === "") {
        problems.push(`CHANGELOG.md says nothing about ${version}: run npm run release:version.`);
    }
    const { GITHUB_REF_TYPE, GITHUB_REF_NAME, GITHUB_SERVER_URL, GITHUB_REPOSITORY } = environment;
    if (GITHUB_REF_TYPE === "tag" && GITHUB_REF_NAME !== `v${version}`) {
        problems.push(`The tag is ${GITHUB_REF_NAME}, but the packages have version ${version}.`);
    }
    // npm refuses a provenance that names another repository than the package does.
    const here = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`;
    const said = root.repository?.url.replace(/^git\+|\.git$/g, "");
    if (GITHUB_REPOSITORY !== undefined && GITHUB_REF_TYPE === "tag" && said !== here) {
        problems.push(`package.json names the repository ${said}, but this is ${here}.`);
    }
    return problems;
}

/**
 * The version that the changes ask for, by the headings under Unreleased: CONTRIBUTING.md says which change stands
 * under which. Before 1.0 a breaking change raises the second number, any other the third.
 * @throws Error where nothing stands there, or under a heading of another name.
 */
export function nextVersion(current: string, unreleased: string): string {
    const headings = [...unreleased.matchAll(/^### (.+)$/gm)].map(([, name = ""]) => name);
    const known = ["Breaking", "Added", "Fixed"];
    const unknown = headings.find((name) => !known.includes(name));
    if (unknown !== undefined || headings.length === 0) {
        throw new Error(
            `Under Unreleased, CHANGELOG.md must have changes under ${known.map((name) => `"### ${name}"`).join(", ")}${unknown === undefined ? "" : `, and no "### ${unknown}"`}.`,
        );
    }
    const [major = 0, minor = 0, patch = 0] = current.split(".").map(Number);
    const weight = headings.includes("Breaking") ? 0 : headings.includes("Added") ? 1 : 2;
    const place = major === 0 ? Math.min(weight + 1, 2) : weight;
    if (place === 0) return `${major + 1}.0.0`;
    return place === 1 ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}
