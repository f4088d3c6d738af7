import { spawnSync } from "node:child_process";
import { alternate } from "../measure/alternate";
import { median } from "../measure/statistics";
import type { ImportMeasurement } from "../measurements";
import { runWorker } from "./worker";

interface Load {
    baseMs: number;
    addedMs: number;
    /** Each module that the target brought. */
    modules: { package: string; ms: number }[];
    /** Absolute path of every module that was loaded. */
    files: string[];
}

type Subject = Pick<ImportMeasurement, "process" | "target" | "base">;

const SUBJECTS: readonly Subject[] = [
    { process: "program", target: "pulumi-bytenite", base: ["@pulumi/pulumi"] },
    {
        process: "provider",
        target: "pulumi-bytenite/appProvider",
        // What @pulumi/pulumi/cmd/dynamic-provider loads: loading that itself would start it.
        base: ["@pulumi/pulumi/runtime", "@pulumi/pulumi/proto/provider_grpc_pb"],
    },
    { process: "policy pack", target: "pulumi-bytenite-policies", base: ["@pulumi/policy"] },
];

/** What each process loads on top of what Pulumi's SDK loads there. */
export async function measureImports(repetitions: number): Promise<ImportMeasurement[]> {
    const measurements: ImportMeasurement[] = [];
    for (const subject of SUBJECTS) {
        const load = () => runWorker<Load>("imports", subject.target, ...subject.base);
        const { files } = await load();
        const canBeCold = dropFromMemory(files);
        const { cold, warm } = await alternate(repetitions, {
            cold: () => {
                dropFromMemory(files);
                return load();
            },
            warm: load,
        });
        measurements.push({
            ...subject,
            baseMs: warm.map(({ baseMs }) => baseMs),
            warmMs: warm.map(({ addedMs }) => addedMs),
            coldMs: canBeCold ? cold.map(({ addedMs }) => addedMs) : [],
            packages: byPackage(warm),
        });
    }
    return measurements;
}

/** Whether the system took the advice to forget the files, so that they are read from the disk again. */
function dropFromMemory(files: readonly string[]): boolean {
    const { status } = spawnSync(
        "xargs",
        ["-0", "-I{}", "dd", "if={}", "iflag=nocache", "count=0", "status=none"],
        { input: files.join("\0") },
    );
    return status === 0;
}

/** The slowest first. */
function byPackage(loads: readonly Load[]): ImportMeasurement["packages"] {
    const names = new Set(loads.flatMap(({ modules }) => modules.map((each) => each.package)));
    return [...names]
        .map((name) => {
            const own = loads.map(({ modules }) => modules.filter((each) => each.package === name));
            const sums = own.map((list) => list.reduce((sum, { ms }) => sum + ms, 0));
            return { name, modules: own[0]?.length ?? 0, ms: median(sums) };
        })
        .sort((a, b) => b.ms - a.ms);
}
