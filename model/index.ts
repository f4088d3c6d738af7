export * from "./api";
export * from "./app";
export * from "./containerImage";
export * from "./foreignText";
export * from "./glob";
export * from "./gpu";
export * from "./regularExpression";
export * from "./tag";
