import { refuseRepeatedOptions, writeUsageError } from "bytenite-core/documents";
import { Command, Option } from "commander";
import { LONGEST_WAIT, takesAdminCalls } from "./checkOptions";
import { host, rateLimit, wholeNumber } from "./commandValues";
import type { EmulatorOptions } from "./emulatorOptions";

const HIGHEST_PORT = 65_535;
const DEFAULT_HOST = "127.0.0.1";

/** What the command line asks for. */
export interface CommandLine {
    options: EmulatorOptions;
    /** Folder for what clients need to trust the emulator. Absent: plain http. */
    tlsFolder?: string;
}

type Words = Omit<EmulatorOptions, "tls"> & {
    apiKey?: string[];
    pageLimit?: number;
    tls?: string;
    requireClientCertificate?: boolean;
};

/**
 * The emulator's options as the command line gives them.
 * @throws CommanderError for a bad option, after a line on stderr, and for --help, after the help.
 */
export function readCommandLine(words: readonly string[]): CommandLine {
    const command = describeCommand();
    refuseRepeatedOptions(command);
    command.parse(words, { from: "user" });
    const { apiKey, pageLimit, tls, requireClientCertificate, ...options } = command.opts<Words>();
    if (requireClientCertificate && tls === undefined) {
        command.error("error: option '--require-client-certificate' needs --tls <folder>");
    }
    if (options.admin && !takesAdminCalls(options.host ?? DEFAULT_HOST)) {
        command.error("error: option '--admin' needs a --host of this machine: leave --host out");
    }
    return {
        options: {
            ...options,
            ...(apiKey && { apiKeys: apiKey }),
            ...(pageLimit !== undefined && { maxPageSize: pageLimit }),
            ...(tls !== undefined && {
                tls: { requireClientCertificate: !!requireClientCertificate },
            }),
        },
        ...(tls !== undefined && { tlsFolder: tls }),
    };
}

function describeCommand(): Command {
    return new Command("bytenite-emulator")
        .description("Serves the ByteNite developer API on loopback, from a catalogue file")
        .configureOutput({ outputError: writeUsageError })
        .option(
            "--port <number>",
            "TCP port, 0 for any free one",
            wholeNumber(0, HIGHEST_PORT),
            8089,
        )
        .option("--host <address>", "address to listen at", host, DEFAULT_HOST)
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
        .option("--faults <file>", "what goes wrong, YAML or JSON, read again when it changes")
        .option("--latency <ms>", "before every answer", wholeNumber(0, LONGEST_WAIT), 0)
        .option("--jitter <ms>", "random part on top, at most", wholeNumber(0, LONGEST_WAIT), 0)
        .option("--seed <number>", "what the random part follows from", wholeNumber(0), 1)
        .option(
            "--rate-limit <limit>",
            "requests/seconds, beyond which 429 is answered; /date behind it for Retry-After as a date",
            rateLimit,
        )
        .option("--tls <folder>", "serve https, and write what clients need to trust it there")
        .option("--require-client-certificate", "let in only clients with the certificate in there")
        .option("--admin", "take calls to /_emulator from this machine, which set faults")
        .option("--accept-bearer", 'accept "Bearer <token>" as well as the token alone')
        .option("--accept-descending", 'accept orderBy with " desc" at its end')
        .option("--page-limit <number>", "apps on a page at most", wholeNumber(1), 100)
        .exitOverride();
}
