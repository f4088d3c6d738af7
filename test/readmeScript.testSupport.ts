import type { ReadmeCommand } from "./readmeCommands.testSupport";

const EMULATOR = /(?:npx |node_modules\/\.bin\/)bytenite-emulator\b/g;
const BEGINS_WITH_EMULATOR = new RegExp(`^${EMULATOR.source}`);
/** Where the emulator listens for a reader of a README. */
export const USUAL_PORT = ":8089";

/**
 * `npm install` gets what was installed before. A real one would ask the registry for packages that are not published
 * yet, and would take its time for each example.
 */
const PREPARATION = `
npm() {
    if [ "$1" = install ]; then [ -e node_modules ] || ln -s "$MODULES" node_modules; else command npm "$@"; fi
}
at_end() {
    [ -z "$block" ] || echo $1 > "$block.exit"
    running=$(jobs -p); [ -z "$running" ] || kill $running
}
trap 'at_end $?' EXIT
# What a block starts, it ends. What ends takes its time.
until_as_before() {
    tries=300
    until [ "$(jobs -pr)" = "$before" ]; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || { echo "it left a process running"; exit 1; }
        sleep 0.2
    done
}
`;

/**
 * One script for all, so that a variable and a process in the background are there for the next command. Of the
 * command with the index N, "$LOG/N" has what it prints, "$LOG/N.messages" its standard error where that is apart, and
 * "$LOG/N.exit" its exit code.
 */
export function toScript(
    commands: readonly ReadmeCommand[],
    options: { port: number; isErrorApart: boolean },
): string {
    const steps = commands.map((command, index) => toStep(command, index, options));
    return [PREPARATION, ...steps, "exit 0"].join("\n");
}

function toStep(
    { command, mayFail }: ReadmeCommand,
    index: number,
    { port, isErrorApart }: { port: number; isErrorApart: boolean },
): string {
    const adapted = command
        .replaceAll(EMULATOR, `$& --port ${port}`)
        .replaceAll(USUAL_PORT, `:${port}`);
    const output = `"$LOG/${index}"`;
    const redirected = `> ${output} 2>${isErrorApart ? ` ${output}.messages` : "&1"}`;
    if (adapted.includes("\n") && !adapted.includes("\\\n")) {
        return `block=${output}; before=$(jobs -pr); set -e
{ ${adapted}
} ${redirected}
set +e; until_as_before >> ${output}; block=`;
    }
    const background = /^(.*)&\s*(#.*)?$/.exec(adapted)?.[1];
    if (background !== undefined) return toServer(background, output);
    if (BEGINS_WITH_EMULATOR.test(adapted)) return `${toServer(adapted, output)}\nkill $!; wait $!`;
    return `{ ${adapted}
} ${redirected}
status=$?; echo $status > ${output}.exit
${mayFail ? "(exit $status)" : "[ $status = 0 ] || exit 1"}`;
}

/** Starts it, and waits until it is ready, or is gone. What it prints later belongs to no command. */
function toServer(command: string, output: string): string {
    return `${command} > ${output}.background 2>&1 &
until grep -q ready ${output}.background; do kill -0 $! || { echo 1 > ${output}.exit; break; }; sleep 0.2; done
cp ${output}.background ${output}; [ ! -e ${output}.exit ] || exit 1`;
}
