import { startEmulator, type AppDefinition, type Emulator } from "bytenite-emulator";

export const API_KEY = "canary-api-key-5f1b7a";

/** An emulator with the apps, and the environment variables that lead a program to it. */
export async function startTestEmulator(
    apps: AppDefinition[],
): Promise<{ emulator: Emulator; environment: NodeJS.ProcessEnv }> {
    const emulator = await startEmulator({ catalogue: { apps }, apiKeys: [API_KEY] });
    return {
        emulator,
        environment: { BYTENITE_ENDPOINT: emulator.url, BYTENITE_API_KEY: API_KEY },
    };
}

/** An app with one version, whose facts differ from the defaults where a test needs them to. */
export function app(name: string, fields: Partial<AppDefinition> = {}): AppDefinition {
    return {
        name,
        version: "1.0",
        deviceRequirements: { minCpu: 2, minMemory: 4, gpu: [] },
        platformConfig: { container: "python:3.12", privateImage: false, secrets: [] },
        ...fields,
    };
}
