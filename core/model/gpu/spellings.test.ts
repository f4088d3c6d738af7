import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { observedGpuVocabulary } from "./vocabulary";

const sections = parse(readFileSync(join(__dirname, "spellings.yaml"), "utf8")) as {
    from: string;
    names: Record<string, string>;
}[];
const spellings = sections.flatMap(({ names }) => Object.entries(names));

describe("GPU names as people, drivers, clouds and schedulers write them", () => {
    it.each(spellings)("%j means %s", (name, meaning) => {
        const gpu = observedGpuVocabulary.identify(name);
        expect(gpu ? `${gpu.name}, ${gpu.memory.join(" or ")} GB` : "unknown").toBe(meaning);
    });

    it("are many", () => {
        expect(spellings.length).toBeGreaterThanOrEqual(150);
    });
});
