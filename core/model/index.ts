export * from "./api";
export * from "./app";
export * from "./appFacts";
export * from "./containerImage";
export {
    closedGroup,
    isGroup,
    mapFacts,
    requiredFacts,
    withoutUndefined,
    type Fact,
    type FactGroup,
    type FactKind,
    type FactTable,
} from "./fact";
export * from "./foreignText";
export * from "./glob";
export * from "./gpu";
export * from "./memoize";
export { findMisspeltFact } from "./misspelt";
export * from "./regularExpression";
export * from "./shellWord";
export { mistakesInFacts } from "./statedFacts";
export * from "./tag";
export { withCode } from "./withCode";
