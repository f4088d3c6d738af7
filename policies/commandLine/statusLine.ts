import { showLine } from "bytenite-core/model";

const TO_THE_START = "\r\u001b[K";

/** The part of a stream that a status line takes. */
export interface Terminal {
    isTTY?: boolean;
    columns?: number;
    write: (text: string) => unknown;
}

/** A line on a terminal that is overwritten while something takes long. Elsewhere, and in CI, there is none. */
export class StatusLine {
    private isShown = false;
    private readonly isWanted: boolean;

    constructor(
        private readonly terminal: Terminal,
        { CI: ci = "", TERM: terminalName }: NodeJS.ProcessEnv,
    ) {
        const isContinuousIntegration = ci !== "" && ci !== "false" && ci !== "0";
        this.isWanted =
            terminal.isTTY === true && !isContinuousIntegration && terminalName !== "dumb";
    }

    /** Puts a text in place of the one before. */
    show(text: string): void {
        if (!this.isWanted) return;
        // A line that wraps could not be overwritten.
        const line = showLine(text).slice(0, (this.terminal.columns || 80) - 1);
        this.terminal.write(`${TO_THE_START}${line}`);
        this.isShown = true;
    }

    /** Makes room for what stays. */
    clear(): void {
        if (this.isShown) this.terminal.write(TO_THE_START);
        this.isShown = false;
    }
}
