import { writeTextFile } from "bytenite-core/documents";
import { formatSnapshot } from "../../doors/snapshot/snapshot";
import type { AddCommand } from "../command";
import { addExamples } from "../examples";
import { addEndpoint, enter } from "../judging";
import { PolicyError } from "../../contract/policyError";

interface Options {
    tag?: string[];
    output?: string;
    endpoint?: string;
    allowEmpty?: boolean;
}

export const addCommand: AddCommand = (program, session) => {
    const command = program
        .command("snapshot")
        .description(
            "Writes the whole catalogue as a file without credentials, for --snapshot. The same apps give the same file.",
        )
        .option("--tag <tag...>", "only these apps, by their tags")
        .option("--output <file>", "the file to write (default: standard output)")
        .option("--allow-empty", "write the snapshot of an empty catalogue");
    addEndpoint(command).action(async (options: Options) => {
        const { tag: tags = [], output, allowEmpty } = options;
        const door = tags.length > 0 ? "tag" : "catalogue";
        const { apps, subject, ifEmpty } = await enter(session, door, tags, options);
        if (apps.length === 0 && !allowEmpty) {
            throw new PolicyError("NOTHING_TO_JUDGE", [
                `Nothing was written: ${ifEmpty}. With --allow-empty, that is no error`,
            ]);
        }
        const text = formatSnapshot(apps);
        if (output === undefined) process.stdout.write(text);
        else writeTextFile(output, text);
        session.tell(`${subject}: ${apps.length} ${apps.length === 1 ? "app" : "apps"}.`);
    });
    addExamples(command, [
        ["bytenite-policies snapshot --output today.json", "every app that ByteNite has for you"],
        ["bytenite-policies check --snapshot today.json", "judged later, or elsewhere"],
    ]);
};
