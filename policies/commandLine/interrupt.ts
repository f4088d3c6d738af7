/** 128 and the number of the signal, as shells count. */
const INTERRUPTED = 130;

/** Lets Ctrl-C end the command at once, with a line that says so. @param clear makes room for it */
export function endAtInterrupt(clear: () => void): void {
    process.once("SIGINT", () => {
        clear();
        process.stderr.write("Interrupted\n");
        process.exit(INTERRUPTED);
    });
}
