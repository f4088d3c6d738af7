export * from "./api";
export * from "./app";
export * from "./containerImage";
export * from "./glob";
export * from "./gpu";
export * from "./gpuVocabulary";
export * from "./regularExpression";
export * from "./tag";
