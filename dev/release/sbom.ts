import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { REPOSITORY } from "../support/isolation";
import type { ClosurePackage } from "./closure";

const execute = promisify(execFile);
const LARGEST_OUTPUT_BYTES = 50 * 1024 * 1024;

interface Component {
    "bom-ref": string;
    name: string;
    version: string;
    purl: string;
    hashes?: { alg: string; content: string }[];
    [more: string]: unknown;
}

/** A bill of materials, CycloneDX 1.5. */
export interface Sbom {
    bomFormat: "CycloneDX";
    specVersion: string;
    metadata: { component: Component; [more: string]: unknown };
    components: Component[];
    dependencies: { ref: string; dependsOn: string[] }[];
    [more: string]: unknown;
}

/** What a bill of materials is made for. */
export interface Tarball {
    /** Of the package. */
    name: string;
    version: string;
    /** Of its content, in hexadecimal. */
    sha512: string;
}

/**
 * npm's bill of the whole repository. Its own choices of a part are of no use: `--omit dev` leaves out what some
 * package needs to run, and another one only to be tested (npm 11.19).
 */
export async function readRepositoryBill(): Promise<Sbom> {
    const { stdout } = await execute(
        "npm",
        ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"],
        { cwd: REPOSITORY, maxBuffer: LARGEST_OUTPUT_BYTES },
    );
    return JSON.parse(stdout) as Sbom;
}

/**
 * The bill of a tarball: what its installation brings along, in the versions that were tested. The same sources give
 * the same bill.
 * @throws Error where the repository's bill lacks a package of the closure.
 */
export function billOf(
    { name, version, sha512 }: Tarball,
    closure: readonly ClosurePackage[],
    bill: Sbom,
): Sbom {
    const byReference = new Map(bill.components.map((each) => [each["bom-ref"], each]));
    const component = (reference: string): Component => {
        const found = byReference.get(reference);
        if (!found)
            throw new Error(`npm's bill of materials of the repository lacks ${reference}.`);
        return found;
    };
    const references = closure.map((each) => `${each.name}@${each.version}`);
    const about = `${name}@${version}`;
    const included = new Set([about, ...references]);
    // Serial number and time would be new each time.
    const { bomFormat, specVersion, metadata } = bill;
    return {
        $schema: bill.$schema,
        bomFormat,
        specVersion,
        version: bill.version,
        metadata: {
            lifecycles: metadata.lifecycles,
            tools: metadata.tools,
            component: {
                ...component(about),
                name,
                hashes: [{ alg: "SHA-512", content: sha512 }],
            },
        },
        components: references.map(component),
        dependencies: bill.dependencies
            .filter(({ ref }) => included.has(ref))
            .map(({ ref, dependsOn }) => ({
                ref,
                dependsOn: dependsOn.filter((each) => included.has(each)),
            })),
    };
}
