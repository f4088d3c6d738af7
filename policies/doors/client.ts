import { DocumentError } from "bytenite-core/documents";
import type * as Core from "bytenite-core/client";
import type * as CoreClient from "bytenite-core/client/client";
import { VERSION } from "../reports/pages";
import type { DoorContext } from "./door";
import { UnansweredError } from "./unanswered";

/** ByteNite, as a command line asks it. */
export interface ByteNite {
    /** Base URL of the API. */
    endpoint: string;
    client: CoreClient.ByteNiteClient;
}

/** What is wrong before ByteNite was asked, or with the tag that was asked for: asking again would not help. */
const MISTAKES: ReadonlySet<string> = new Set<Core.ErrorCode>([
    "INVALID_ARGUMENT",
    "INVALID_SETTING",
    "INVALID_TAG",
    "MISSING_CREDENTIALS",
    "NOT_FOUND",
]);

/**
 * Connects by the option --endpoint, the environment and the credentials file, as the provider does.
 * @throws DocumentError where they can't be used
 */
export function connect({ endpoint, environment, tell }: DoorContext): ByteNite {
    // What speaks HTTP takes longer to load than the rest, and most commands need none of it.
    /* eslint-disable @typescript-eslint/no-require-imports -- Jest can't import() a source */
    const { resolveSettings } = require("bytenite-core/client") as typeof Core;
    const { ByteNiteClient } = require("bytenite-core/client/client") as typeof CoreClient;
    /* eslint-enable @typescript-eslint/no-require-imports */
    try {
        const { transport, credentials } = resolveSettings(
            endpoint === undefined ? {} : { endpoint },
            {
                stackConfiguration: () => undefined,
                environment,
                userAgent: `pulumi-bytenite-policies/${VERSION}`,
                warn: (message) => tell(`warning: ${message}`),
            },
        );
        return { endpoint: transport.endpoint, client: new ByteNiteClient(transport, credentials) };
    } catch (error) {
        throw explained([error]);
    }
}

/**
 * What all of these give. Those that fail for the same reason tell it once.
 * @throws DocumentError where all that is wrong is what was given, else UnansweredError
 */
export async function answers<Answer>(asked: readonly Promise<Answer>[]): Promise<Answer[]> {
    const settled = await Promise.allSettled(asked);
    const failures = settled.flatMap((each) =>
        each.status === "rejected" ? [each.reason as unknown] : [],
    );
    if (failures.length > 0) throw explained(failures);
    return settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
}

/** The failures of the client for the user of a command line. Any other error: itself. */
function explained(failures: readonly unknown[]): unknown {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest can't import() a source
    const { ByteNiteError } = require("bytenite-core/client") as typeof Core;
    const other = failures.find((each) => !(each instanceof ByteNiteError));
    if (other !== undefined) return other;
    const known = failures as Core.ByteNiteError[];
    const problems = [...new Set(known.map(({ message }) => inWordsOfCommandLine(message)))];
    const serious = known.find(({ code }) => !MISTAKES.has(code));
    return serious ? new UnansweredError(serious.code, problems) : new DocumentError(problems);
}

/** Advice of the client's for a Pulumi program, for somebody who has options and an environment instead. */
function inWordsOfCommandLine(message: string): string {
    return message
        .replace(/Looked at settings\.apiKey[^;]*; bytenite:apiKey[^;]*; /, "Looked at ")
        .replace(
            /pulumi config set --secret bytenite:(\w+)/g,
            (_all, name: string) => `${variable(name)}=…`,
        )
        .replace(
            /pulumi config set bytenite:(\w+) (\S+)/g,
            (_all, name: string, value: string) => `${variable(name)}=${value}`,
        )
        .replace(/settings\.endpoint in the program/g, "The option --endpoint")
        .replace(/bytenite:(\w+)/g, (_all, name: string) =>
            name === "endpoint" ? "--endpoint or BYTENITE_ENDPOINT" : variable(name),
        );
}

function variable(setting: string): string {
    return `BYTENITE_${setting.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}
