export * from "./api";
export * from "./app";
export * from "./glob";
export * from "./gpu";
export * from "./gpuVocabulary";
export * from "./tag";
