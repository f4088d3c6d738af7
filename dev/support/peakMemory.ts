import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Notes the most memory that this process had, now and then: not every process comes to its end. On Linux,
 * maxRSS begins with what the process that starts it has, so the kernel is asked in another way there.
 */
const PRELOADED = `
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const file = require("node:path").join(__dirname, String(process.pid));
const status = "/proc/self/status";
const peak = () =>
    existsSync(status)
        ? /VmHWM:\\s+(\\d+)/.exec(readFileSync(status, "utf8"))[1]
        : String(process.resourceUsage().maxRSS);
const note = () => writeFileSync(file, peak());
setInterval(note, 100).unref();
process.on("exit", note);
`;

/** Measures the Node processes that have its environment, and all that they start. */
export class PeakMemory {
    private readonly folder = mkdtempSync(join(tmpdir(), "bytenite-memory-"));

    /**
     * @param mostHeap MB of objects that a process may hold at a time; one that needs more dies. Without a limit
     *     the peak shows how late V8 collects what nobody holds any more, which depends on the machine.
     */
    constructor(private readonly mostHeap: number) {
        writeFileSync(join(this.folder, "note.js"), PRELOADED);
    }

    get environment(): NodeJS.ProcessEnv {
        const note = JSON.stringify(join(this.folder, "note.js"));
        return { NODE_OPTIONS: `--max-old-space-size=${this.mostHeap} --require ${note}` };
    }

    /** The most that one of them had since the last time, in MB. @throws Error where none was measured */
    take(): number {
        const files = readdirSync(this.folder).filter((name) => /^\d+$/.test(name));
        if (files.length === 0) throw new Error("No process was measured");
        const peaks = files.map((name) => {
            const path = join(this.folder, name);
            const kilobytes = Number(readFileSync(path, "utf8"));
            rmSync(path);
            return kilobytes / 1024;
        });
        return Math.max(...peaks);
    }

    dispose(): void {
        rmSync(this.folder, { recursive: true });
    }
}
