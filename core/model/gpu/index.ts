export type { Gpu, GpuVariant } from "./gpu";
export { normalizeGpuName } from "./normalize";
export { OBSERVED_GPUS, type ObservedGpu } from "./observed";
export { gpuSpellingKey, type GpuDefinition } from "./own";
export type { GpuSlice } from "./parse";
export { isGlob } from "./pattern";
export type { GpuPattern, GpuSelector } from "./gpuPattern";
export { COMPARISONS, familyKey } from "./selector";
export { knownGpuModels, type GpuFormFactor, type GpuModel, type GpuVendor } from "./table";
export {
    GpuVocabulary,
    observedGpuVocabulary,
    type GpuDenial,
    type GpuVocabularyOptions,
} from "./vocabulary";
export { VENDOR_WORDS } from "./words";
