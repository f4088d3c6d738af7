import { Command, InvalidArgumentError, Option } from "commander";
import type { EmulatorOptions } from "./options";

const HIGHEST_PORT = 65_535;
const LONGEST_LATENCY = 2_147_483_647;

type CommandOptions = EmulatorOptions & { apiKey?: string[]; pageLimit?: number };

/**
 * The emulator's options as the command line gives them.
 * @throws CommanderError for a bad option, after a line on stderr, and for --help, after the help.
 */
export function readCommandLine(words: readonly string[]): EmulatorOptions {
    const command = new Command("bytenite-emulator")
        .description("Serves the ByteNite developer API on loopback, from a catalogue file")
        .option(
            "--port <number>",
            "TCP port, 0 for any free one",
            wholeNumber(0, HIGHEST_PORT),
            8089,
        )
        .option("--host <address>", "address to listen at", "127.0.0.1")
        .option("--catalogue <file>", "YAML or JSON file, read again when it changes")
        .option(
            "--api-key <key...>",
            "API keys that get an access token (default: emulator-api-key)",
        )
        .option("--token-lifetime <seconds>", "until an access token expires", wholeNumber(1), 3600)
        .addOption(
            new Option("--error-shape <shape>", "body of a failure")
                .choices(["generic", "rpcStatus"])
                .default("generic"),
        )
        .option("--latency <ms>", "before every answer", wholeNumber(0, LONGEST_LATENCY), 0)
        .option("--accept-bearer", 'accept "Bearer <token>" as well as the token alone')
        .option("--accept-descending", 'accept orderBy with " desc" at its end')
        .option("--page-limit <number>", "apps on a page at most", wholeNumber(1), 100)
        .exitOverride()
        .parse(words, { from: "user" });
    const { apiKey, pageLimit, ...options } = command.opts<CommandOptions>();
    return {
        ...options,
        ...(apiKey && { apiKeys: apiKey }),
        ...(pageLimit !== undefined && { maxPageSize: pageLimit }),
    };
}

function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER) {
    return (text: string): number => {
        const value = Number(text);
        if (!/^\d+$/.test(text) || value < least || value > most) {
            const range =
                most < Number.MAX_SAFE_INTEGER ? `${least} to ${most}` : `${least} or more`;
            throw new InvalidArgumentError(`Expected a whole number, ${range}.`);
        }
        return value;
    };
}
