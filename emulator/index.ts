export { startEmulator } from "./emulator";
export type { Emulator } from "./emulator";
export type { EmulatorOptions } from "./emulatorOptions";
export type { ErrorShape } from "./errors";
export type { Fault } from "./faults/fault";
export type { Paging } from "./faults/paging";
export type { OperationName } from "./operationName";
export type { RateLimit } from "./rateLimit";
export type { RecordedRequest } from "./requestLog";
export type { KeyPair, TlsOptions } from "./tls/options";
export { DocumentError } from "bytenite-core/documents";
export type {
    AppDefinition,
    AppFields,
    CatalogueDefinition,
    VersionDefinition,
} from "./catalogue/definition";
