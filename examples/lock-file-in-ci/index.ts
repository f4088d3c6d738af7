import { App } from "pulumi-bytenite";

// The highest version. Which one that is, the lock file says until somebody accepts another.
const render = new App("render", { tag: "render" });

// An exact version, which can be pushed again with other content. The lock file has its hash.
const transcode = new App("transcode", { tag: "transcode@2.1" });

export const renderGpus = render.deviceRequirements.gpu;
export const transcodeMemory = transcode.deviceRequirements.minMemory;
