import { findMisspeltFact } from "./misspelt";

const names = { gpu: 0, minCpu: 0, secrets: 0 };

describe("findMisspeltFact", () => {
    it.each<[of: object, found: [key: string, name: string] | undefined]>([
        [{ min_cpu: 4 }, ["min_cpu", "minCpu"]],
        [{ "Min-CPU": 4 }, ["Min-CPU", "minCpu"]],
        [{ gpus: ["t4"] }, ["gpus", "gpu"]],
        [{ secret: [] }, ["secret", "secrets"]],
        [{ gpu: null, GPU: ["t4"] }, ["GPU", "gpu"]],
        [{ gpu: undefined, GPU: ["t4"] }, ["GPU", "gpu"]],
        [{ gpu: [], GPU: ["t4"] }, undefined],
        [{ gpu: [], minCpu: 1, secrets: [] }, undefined],
        [{ maxCpu: 4, gpuCount: 2 }, undefined],
        [{}, undefined],
    ])("in %j", (of, found) => {
        const misspelt = findMisspeltFact(of, names);
        expect(misspelt && [misspelt.key, misspelt.name]).toEqual(found);
    });
});
