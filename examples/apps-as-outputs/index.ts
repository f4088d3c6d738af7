import * as bytenite from "pulumi-bytenite";

// A resource: policies judge it in preview, and a later preview shows what has changed at ByteNite.
const imageGenerator = new bytenite.App("image-generator", {
    tag: "img-gen-diffusers@4.0",
    requireStatus: "active",
});

// A data source: only looked up, not kept in the state.
const t4Apps = bytenite.getApps({ gpu: "T4", status: "active" });

/** Everything about one app, for the stacks that run its jobs. */
export const imageGeneratorApp = imageGenerator.record();

/** What a machine must have for it. */
export const requirements = imageGenerator.deviceRequirements;

/** The tags of all active apps that can run on a Tesla T4. */
export const t4Tags = t4Apps.then((apps) => apps.map(({ tag }) => tag));
