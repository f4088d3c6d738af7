import { readFileSync } from "node:fs";
import type { Rule } from "../contract/rule";

const { name: packageName, version: VERSION } = JSON.parse(
    // By the package's own name, because the compiled files lie one folder deeper than the sources.
    readFileSync(require.resolve("pulumi-bytenite-policies/package.json"), "utf8"),
) as { name: string; version: string };

/** Version of this package. */
export { VERSION };

/** URL of a file as it is in the published package. */
export function pageInPackage(path: string): string {
    return `https://unpkg.com/${packageName}@${VERSION}/${path}`;
}

/** URL of a rule's page: its own, else the one in the published package. `undefined`: it has none. */
export function pageOf(rule: Pick<Rule, "name" | "page" | "module">): string | undefined {
    const { name, page, module } = rule;
    if (page !== undefined || module !== undefined) return page;
    return pageInPackage(`rules/${name}/README.md`);
}
