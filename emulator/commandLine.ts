#!/usr/bin/env node
import { CodeGenerationError, DocumentError, print, watchOutput } from "bytenite-core/documents";
import { withCode } from "bytenite-core/model";
import { CommanderError } from "commander";
import { announce } from "./announce";
import { readCommandLine, type CommandLine } from "./commandOptions";
import type { EmulatorCode } from "./errorCodes";
import { startEmulator, type Emulator } from "./emulator";
import { TlsFilesError, writeTlsFiles } from "./tls/files";

const POLL_MS = 500;
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

async function main(): Promise<void> {
    let emulator: Emulator | undefined = undefined;
    let isReady = false;
    // Until it is ready, nobody would learn where it listens. Then it serves on, whoever still reads.
    watchOutput(() => {
        if (!isReady) void emulator?.close();
    });
    const commandLine = readCommandLine(process.argv.slice(2));
    const { options } = commandLine;
    const log = { info: print, error: tell };
    emulator = await startEmulator({ ...options, log });
    await serve(emulator, commandLine, () => (isReady = true));
}

async function serve(
    emulator: Emulator,
    commandLine: CommandLine,
    onReady: () => void,
): Promise<void> {
    const { tlsFolder } = commandLine;
    try {
        const tlsFiles = tlsFolder === undefined ? {} : writeTlsFiles(tlsFolder, emulator);
        // Before the ready line, since whoever reads it may send a signal at once.
        for (const signal of ["SIGINT", "SIGTERM"] as const) {
            process.once(signal, () => void emulator.close());
        }
        const poll = setInterval(() => emulator.refreshFiles(), POLL_MS);
        poll.unref();
        announce(emulator, commandLine, tlsFiles, onReady);
    } catch (error) {
        await emulator.close();
        throw error;
    }
}

function fail(error: unknown): void {
    if (error instanceof CommanderError) {
        process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE;
        return;
    }
    process.exitCode = EXIT_FAILED;
    tell(`error: ${explain(error as Error)}`);
}

function tell(text: string): void {
    process.stderr.write(`${text}\n`);
}

/** A defect is told with its stack, and has no code. */
function explain(error: Error): string {
    if (error instanceof TlsFilesError) return withCode(error.message, error.code);
    if (error instanceof CodeGenerationError) return withCode(error.message, error.code);
    if (error instanceof DocumentError) {
        const gap = error.problems.length > 1 ? "\n" : " ";
        const advice = "correct it, or leave out its option, --catalogue or --faults";
        return withCode(`a file can't be used (${advice}):${gap}${error.message}`, error.code);
    }
    const { syscall, message, stack }: NodeJS.ErrnoException = error;
    if (!syscall) return stack ?? message;
    const code: EmulatorCode = "LISTEN_FAILED";
    return withCode(explainListening(error), code);
}

function explainListening({
    code = "",
    address,
    port,
    message,
}: NodeJS.ErrnoException & { address?: string; port?: number }): string {
    const at = `${address}:${port}`;
    const known: Record<string, string> = {
        EADDRINUSE: `${at} is in use: end what listens there, or choose another --port (0 for any free one)`,
        EACCES: `no permission to listen at ${at}: choose a --port above 1023`,
        EADDRNOTAVAIL: `this machine has no address ${address}: choose another --host`,
        ENOTFOUND: "there is no such --host: choose 127.0.0.1",
    };
    return known[code] ?? message;
}

main().catch(fail);
