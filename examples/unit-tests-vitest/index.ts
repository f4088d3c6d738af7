import { renderGpu } from "./renderGpu";

export const gpu = renderGpu("img-gen-diffusers@4");
