import { DocumentError } from "./documentError";
import { DocumentSchema } from "./documentSchema";
import { parseYaml } from "./yamlText";

/** The problems that make a call fail, none if it doesn't. */
export function problemsOf(work: () => unknown): readonly string[] {
    try {
        work();
    } catch (error) {
        if (error instanceof DocumentError) return error.problems;
        throw error;
    }
    return [];
}

/** Whatever a schema, which may be wrong about its text, says of a document in the file "a.yaml". */
export function problemsIn(
    text: string,
    schema: object,
    secretKeys: string[] = [],
): readonly string[] {
    const rules = new DocumentSchema(schema, { noun: "the file", secretKeys });
    return problemsOf(() => {
        const { value, origin } = parseYaml(text, "a.yaml", { noun: "the file" });
        return rules.validate(value, origin);
    });
}
