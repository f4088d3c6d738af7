/** What prose in a file or a pipe is filled to, and in a terminal that is wider. */
const WIDEST_PROSE = 100;

/** Columns of the terminal that standard output goes to. `undefined`: it goes into a file or a pipe. */
export function terminalWidth(): number | undefined {
    return process.stdout.isTTY ? process.stdout.columns : undefined;
}

/** Columns that prose may fill. */
export function proseWidth(): number {
    return Math.min(terminalWidth() ?? WIDEST_PROSE, WIDEST_PROSE);
}

/** A line about what is under way, on a terminal only: it is written over, and gone at the end. */
export class Progress {
    private shown = "";

    show(text: string): void {
        const stream = process.stderr;
        if (!stream.isTTY || text === this.shown) return;
        stream.write(`\r${text.padEnd(this.shown.length)}`);
        this.shown = text;
    }

    clear(): void {
        if (this.shown !== "") process.stderr.write(`\r${" ".repeat(this.shown.length)}\r`);
        this.shown = "";
    }
}
