import type { Output } from "@pulumi/pulumi";
import { App } from "pulumi-bytenite";

/** What we pay for an hour, in euros. */
const PRICES = new Map([
    ["tesla t4", 0.35],
    ["nvidia l4", 0.6],
    ["nvidia h100", 3.2],
]);

/** The cheapest of the GPUs that we have. A plain function, so that a test needs nothing else for it. */
export function cheapest(gpus: readonly string[]): string {
    const [first] = [...PRICES]
        .filter(([model]) => gpus.includes(model))
        .sort((a, b) => a[1] - b[1]);
    if (!first) throw new Error(`We have none of these GPUs: ${gpus.join(", ")}.`);
    return first[0];
}

/** What we ask of the app that renders. */
export const wanted = (tag: string) => ({ tag, requireStatus: "active" });

/** The GPU on which an app renders at the lowest price. */
export function renderGpu(tag: string): Output<string> {
    const app = new App("render", wanted(tag));
    return app.deviceRequirements.apply(({ gpu }) => cheapest(gpu));
}
