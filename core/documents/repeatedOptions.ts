/** What is asked of commander's commands. This package does without commander. */
interface Command {
    readonly options: readonly Option[];
    readonly commands: readonly Command[];
}

interface Option {
    /** Whether it must have a value, or may. */
    readonly required: boolean;
    readonly optional: boolean;
    readonly variadic: boolean;
    readonly parseArg?: Parse;
    argParser(parse: Parse): unknown;
}

type Parse = (value: string, previous: unknown) => unknown;

/**
 * Refuses an option that is given twice and takes one value: the last would count, and nothing would say that the
 * other was not looked at. Must come after all options of the command and of those below it.
 */
export function refuseRepeatedOptions(command: Command): void {
    for (const option of command.options) {
        if ((option.required || option.optional) && !option.variadic) refuseRepetition(option);
    }
    for (const each of command.commands) refuseRepeatedOptions(each);
}

function refuseRepetition(option: Option): void {
    const { parseArg } = option;
    let isGiven = false;
    option.argParser((value, previous) => {
        // A list is one that collects what it is given.
        if (isGiven && !Array.isArray(previous)) {
            throw Object.assign(
                new Error("It was given before, and takes one value: the other would be ignored."),
                // Commander's: it names the option and the value.
                { code: "commander.invalidArgument" },
            );
        }
        isGiven = true;
        return parseArg ? parseArg(value, previous) : value;
    });
}
