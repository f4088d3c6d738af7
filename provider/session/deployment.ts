import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";

/** What is called of the SDK's connection to the engine. */
interface Monitor {
    /** Tells the engine that the program has registered all that it has. The engine then deletes the rest. */
    signalAndWaitForShutdown?: (
        request: unknown,
        answer: (error?: { code: number }) => void,
    ) => void;
}

/** The code of gRPC by which an engine says that it can't be told. The SDK goes on without telling it. */
const UNIMPLEMENTED = 12;

/** Stands for what a process does outside of any deployment. */
export const outsideOfDeployments = {};
const guarded = new WeakSet<Monitor>();

/** What stands for the running deployment: a program that uses the Automation API runs many in one process. */
export function currentDeployment(): object {
    return pulumi.runtime.getMonitor() ?? outsideOfDeployments;
}

/** Whether the program runs under `pulumi.runtime.setMocks`, as in a unit test. */
export function isMocked(): boolean {
    return (pulumi.runtime.getMonitor() as unknown) instanceof MockMonitor;
}

/**
 * Keeps the running program from being taken for complete if it fails. For a program that runs inline
 * in the Automation API, the SDK tells the engine that the program is complete, and only then looks whether
 * something in it failed. So the engine would delete from the state, and from the world, every
 * resource that waits for what failed. Without being told, the engine learns from how the program ends.
 */
export function completeOnlyWithoutErrors(): void {
    const monitor = pulumi.runtime.getMonitor() as Monitor | undefined;
    const signal = monitor?.signalAndWaitForShutdown?.bind(monitor);
    if (!monitor || !signal || guarded.has(monitor)) return;
    guarded.add(monitor);
    monitor.signalAndWaitForShutdown = (request, answer) => {
        // A rejection that nobody handles counts as an error from the next turn of the event loop on.
        setImmediate(() => {
            if (pulumi.log.hasErrors()) answer({ code: UNIMPLEMENTED });
            else signal(request, answer);
        });
    };
}
