import { startEmulator, type Emulator, type EmulatorOptions } from "bytenite-emulator";
import type { Credentials } from "./transport/authentication";
import { ByteNiteClient } from "./client";
import type { TransportOptions } from "./transport/transportOptions";

/** The API key that every emulator takes. */
export const API_KEY = "CANARY-api-key";

/** An emulator for each test, and clients of it. */
export function useEmulator(options: EmulatorOptions = {}) {
    let emulator: Emulator;
    beforeEach(async () => {
        emulator = await startEmulator({ apiKeys: [API_KEY], ...options });
    });
    afterEach(() => emulator.close());
    return {
        get emulator() {
            return emulator;
        },
        connect: (
            transport: Partial<TransportOptions> = {},
            credentials: Credentials = { apiKey: API_KEY },
        ) =>
            new ByteNiteClient(
                { endpoint: emulator.url, timeout: 30, retries: 3, concurrency: 16, ...transport },
                credentials,
            ),
    };
}
