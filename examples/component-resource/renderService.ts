import * as pulumi from "@pulumi/pulumi";
import { App } from "pulumi-bytenite";

export interface RenderServiceArgs {
    /** The app that renders: name, name@major or name@major.minor. It must list a GPU. */
    tag: pulumi.Input<string>;
    /** How many jobs run at the same time. */
    parallelJobs: number;
}

/** What our service needs to run the jobs of an app, from the app's own facts. */
export class RenderService extends pulumi.ComponentResource {
    /** The app's exact tag, which jobs name. */
    readonly pinnedTag: pulumi.Output<string>;
    /** The GPUs of which a machine must have one, the preferred one first. */
    readonly gpus: pulumi.Output<string[]>;
    /** GB of memory for all jobs together. */
    readonly memory: pulumi.Output<number>;

    constructor(name: string, args: RenderServiceArgs, opts?: pulumi.ComponentResourceOptions) {
        super("acme:bytenite:RenderService", name, args, opts);
        const { tag, parallelJobs } = args;

        // parent: the app stands below the service in every preview, and a policy pack judges it there.
        const app = new App(`${name}-app`, { tag, requireStatus: "active" }, { parent: this });

        this.pinnedTag = pulumi.interpolate`${app.name}@${app.version}`;
        this.gpus = pulumi
            .all([app.deviceRequirements, this.pinnedTag])
            .apply(([{ gpu }, pinnedTag]) => {
                // In apply, since only there the facts are known. It ends the preview.
                if (gpu.length > 0) return gpu;
                const problem = `The app ${pinnedTag} of the service ${name} lists no GPU.`;
                // Without a stack trace, which would show the whole resource.
                throw new pulumi.ResourceError(problem, this, true);
            });
        // Absent when the app does not say it: then 1 GB is ours to choose, not ByteNite's.
        this.memory = app.deviceRequirements.apply(({ minMemory = 1 }) => minMemory * parallelJobs);

        // Without it the service is shown as being created for ever.
        this.registerOutputs({
            pinnedTag: this.pinnedTag,
            gpus: this.gpus,
            memory: this.memory,
        });
    }
}
