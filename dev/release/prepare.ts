import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { escapeUnseen } from "bytenite-core/model/foreignText";
import { PACKAGES, packPackages } from "../support/packages";
import { REPOSITORY } from "../support/isolation";
import { closureOf } from "./closure";
import { exampleFolders, readManifest } from "./manifests";
import { billOf, readRepositoryBill } from "./sbom";
import { removeStaleOutput } from "./staleOutput";
import { tarballProblems } from "./tarballProblems";
import { versionProblems, type Manifest } from "./versions";

/** A tarball that is ready to be published, as release.json lists it. */
interface Prepared {
    name: string;
    version: string;
    /** Beside release.json. */
    file: string;
    /** As npm writes it: sha512-<base64>. */
    integrity: string;
}

/**
 * Makes everything that a release consists of, and publishes nothing: a tarball and a bill of materials for each
 * package, SHA256SUMS, and release.json, which lists the tarballs in the order in which they depend on each other.
 * @returns what stands against the release. Then release.json, without which nothing is published, is not written.
 */
async function prepare(target: string): Promise<string[]> {
    await mkdir(target, { recursive: true });
    const root = readManifest(".");
    const manifests = PACKAGES.map(readManifest);
    const examples = exampleFolders().map(readManifest);
    const changelog = await readFile(join(REPOSITORY, "CHANGELOG.md"), "utf8");
    const problems = versionProblems(root, manifests, examples, changelog, process.env);

    for (const folder of PACKAGES) await removeStaleOutput(join(REPOSITORY, folder));
    const tarballs = await packPackages(target);
    for (const path of tarballs) {
        const found = await tarballProblems(path);
        problems.push(...found.map((line) => `${basename(path)}: ${line}`));
    }
    if (problems.length > 0) return problems;

    const bill = await readRepositoryBill();
    const prepared: Prepared[] = [];
    const sums: string[] = [];
    const sum = (content: Buffer | string, file: string) =>
        sums.push(`${createHash("sha256").update(content).digest("hex")}  ${file}`);
    for (const [index, path] of tarballs.entries()) {
        const { name, version } = manifests[index] as Manifest;
        const content = await readFile(path);
        const sha512 = createHash("sha512").update(content).digest();
        const file = basename(path);
        prepared.push({ name, version, file, integrity: `sha512-${sha512.toString("base64")}` });
        sum(content, file);
        const closure = closureOf(PACKAGES[index] as string);
        const about = { name, version, sha512: sha512.toString("hex") };
        const text = `${JSON.stringify(billOf(about, closure, bill), null, 4)}\n`;
        const billFile = file.replace(/\.tgz$/, ".cdx.json");
        await writeFile(join(target, billFile), text);
        sum(text, billFile);
    }
    await writeFile(join(target, "SHA256SUMS"), `${sums.sort().join("\n")}\n`);
    await writeFile(join(target, "release.json"), `${JSON.stringify(prepared, null, 4)}\n`);
    return [];
}

const target = resolve(process.argv[2] ?? join(REPOSITORY, ".cache/release"));
void prepare(target).then((problems) => {
    for (const problem of problems) console.error(escapeUnseen(problem));
    process.exitCode = problems.length > 0 ? 1 : 0;
    if (problems.length === 0) console.log(`Ready to be published: ${escapeUnseen(target)}`);
});
