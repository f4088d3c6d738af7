export { startEmulator } from "./emulator";
export type { Emulator } from "./emulator";
export type { EmulatorOptions } from "./options";
export type { ErrorShape } from "./errors";
export type { Fault } from "./faults";
export type { OperationName } from "./operationName";
export type { RecordedRequest } from "./requestLog";
export { CatalogueError } from "./catalogue/problems";
export type {
    AppDefinition,
    AppFields,
    CatalogueDefinition,
    VersionDefinition,
} from "./catalogue/definition";
