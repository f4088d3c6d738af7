import * as pulumi from "@pulumi/pulumi";
import { RenderService } from "./renderService";

const tag = new pulumi.Config().get("tag") ?? "img-gen-diffusers@4";

const pictures = new RenderService("pictures", { tag, parallelJobs: 3 });

export const pinnedTag = pictures.pinnedTag;
export const gpus = pictures.gpus;
export const memory = pictures.memory;
