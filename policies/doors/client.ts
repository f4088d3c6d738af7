import type * as Core from "bytenite-core/client";
import type * as CoreClient from "bytenite-core/client/client";
import { withCode } from "bytenite-core/model";
import { VERSION } from "../reports/pages";
import { ClientError } from "./clientError";
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
 * Connects by the option --endpoint, the environment and the credentials file.
 * @throws DocumentError where they can't be used
 */
export function connect(context: DoorContext): ByteNite {
    // What speaks HTTP takes longer to load than the rest, and most commands need none of it.
    /* eslint-disable @typescript-eslint/no-require-imports -- Jest can't import() a source */
    const { readSettings } = require("bytenite-core/client") as typeof Core;
    const { ByteNiteClient } = require("bytenite-core/client/client") as typeof CoreClient;
    /* eslint-enable @typescript-eslint/no-require-imports */
    try {
        const { transport, credentials } = readSettings(sourcesOf(context), {
            environment: context.environment,
            userAgent: `pulumi-bytenite-policies/${VERSION}`,
        });
        return { endpoint: transport.endpoint, client: new ByteNiteClient(transport, credentials) };
    } catch (error) {
        throw explained([error], context);
    }
}

/** Where the settings of a command line may stand. */
function sourcesOf({ endpoint, environment, tell }: DoorContext): Core.Source[] {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest can't import() a source
    const core = require("bytenite-core/client") as typeof Core;
    const warn = (message: string) => tell(`warning: ${message}`);
    return [
        {
            where: "on the command line",
            nameOf: (setting) => (setting === "endpoint" ? "--endpoint" : undefined),
            get: () => endpoint,
            howToSet: (name, value = "…") => `${name} ${value}`,
        },
        core.environmentSource(environment, warn),
        core.credentialsFileSource(environment, warn),
    ];
}

/**
 * What all of these give. Those that fail for the same reason tell it once.
 * @throws DocumentError where all that is wrong is what was given, else UnansweredError
 */
export async function answers<Answer>(
    asked: readonly Promise<Answer>[],
    context: DoorContext,
): Promise<Answer[]> {
    const settled = await Promise.allSettled(asked);
    const failures = settled.flatMap((each) =>
        each.status === "rejected" ? [each.reason as unknown] : [],
    );
    if (failures.length > 0) throw explained(failures, context);
    return settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
}

/** The failures of the client in the words of a command line. Any other error: itself. */
function explained(failures: readonly unknown[], context: DoorContext): unknown {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest can't import() a source
    const { ByteNiteError, guideFrom } = require("bytenite-core/client") as typeof Core;
    const other = failures.find((each) => !(each instanceof ByteNiteError));
    if (other !== undefined) return other;
    const known = failures as Core.ByteNiteError[];
    const guide = guideFrom(sourcesOf(context));
    const problems = [...new Set(known.map((each) => withCode(each.messageFor(guide), each.code)))];
    const serious = known.find(({ code }) => !MISTAKES.has(code));
    if (serious) return new UnansweredError(serious.code, problems);
    return new ClientError(known[0]?.code ?? "INVALID_ARGUMENT", problems);
}
