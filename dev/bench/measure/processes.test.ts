import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { roleOf, watchProcesses } from "./processes";

test.each([
    ["pulumi up --stack bench --yes", "engine"],
    ["/opt/pulumi/bin/pulumi preview --stack bench", "engine"],
    ["/opt/pulumi/bin/pulumi-language-nodejs 127.0.0.1:4000", "language host"],
    ["node /srv/node_modules/@pulumi/pulumi/cmd/run/index.js --monitor=127.0.0.1:1 .", "program"],
    ["/usr/bin/node /srv/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js :1", "provider"],
    ["node /srv/node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js :1 /pack", "policy pack"],
    ["node /srv/policies/bin/policy-pack 127.0.0.1:4000", "policy pack"],
    ["/bin/sh /opt/pulumi/bin/pulumi-resource-pulumi-nodejs 127.0.0.1:4000", undefined],
])("%s", (commandLine, role) => {
    expect(roleOf(commandLine)).toBe(role);
});

it("sees what a process took that has ended meanwhile", async () => {
    const stop = watchProcesses();
    // However slow the machine is, that is long enough to be seen, and enough of the processor to be counted.
    const work =
        "let used; do used = process.cpuUsage(); while (used.user + used.system < 1_000_000);";
    await promisify(execFile)(process.execPath, ["-e", work, "@pulumi/pulumi/cmd/run"]);

    const { peakMemory, cpuSeconds } = stop();

    if (process.platform !== "linux") return;
    expect(peakMemory.program).toBeGreaterThan(10);
    expect(cpuSeconds.program).toBeGreaterThan(0);
});
