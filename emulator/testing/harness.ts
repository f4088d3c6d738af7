import { startEmulator } from "../index";
import type { Emulator, EmulatorOptions } from "../index";
import { expectConformance } from "./conformance";

/** Valid in every emulator that `useEmulator` starts. */
export const TOKEN = "test-access-token";

export interface Call {
    method?: string;
    /** The header Authorization; null leaves it out. Default: TOKEN. */
    authorization?: string | null;
    body?: string;
    headers?: Record<string, string>;
    /** false for an answer that is a lie on purpose. */
    conforms?: boolean;
}

export interface Answer {
    status: number;
    headers: Headers;
    text: string;
    body: unknown;
}

/** Calls an operation and checks the answer against the API's description. */
export async function call(emulator: Emulator, path: string, options: Call = {}): Promise<Answer> {
    const { method = "GET", authorization = TOKEN, body, headers = {}, conforms = true } = options;
    const response = await fetch(`${emulator.url}${path}`, {
        method,
        headers: { ...headers, ...(authorization !== null && { authorization }) },
        ...(body !== undefined && { body }),
    });
    const text = await response.text();
    if (!conforms) return { status: response.status, headers: response.headers, text, body: text };
    const answer = { status: response.status, headers: response.headers, text, body: parse(text) };
    expectConformance(
        { method, path: new URL(response.url).pathname },
        { ...answer, contentType: response.headers.get("content-type") },
    );
    return answer;
}

function parse(text: string): unknown {
    return JSON.parse(text) as unknown;
}

/** An emulator for each test of a file or a describe. */
export function useEmulator(options: EmulatorOptions = {}) {
    let emulator: Emulator;
    beforeEach(async () => {
        emulator = await startEmulator({ accessTokens: [TOKEN], ...options });
    });
    afterEach(() => emulator.close());
    return {
        get emulator() {
            return emulator;
        },
        call: (path: string, init?: Call) => call(emulator, path, init),
    };
}
