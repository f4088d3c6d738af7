import type { ApiApp, ApiDeviceRequirements, ApiPlatformConfig } from "bytenite-core/model";

/**
 * An app as the emulator sends it: every field, since ByteNite emits unset ones as well (observed in
 * recorded responses of 2023). An unset text is "", an unset message or timestamp null.
 */
export type WireApp = Omit<
    Required<ApiApp>,
    "deviceRequirements" | "platformConfig" | "createdAt" | "updatedAt"
> & {
    deviceRequirements: Required<ApiDeviceRequirements> | null;
    platformConfig: Required<ApiPlatformConfig> | null;
    createdAt: string | null;
    updatedAt: string | null;
};
