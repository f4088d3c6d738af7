import { APP_FACTS } from "./appFacts";
import { isGroup, type FactKind, type FactTable } from "./fact";
import { showText, showValue } from "./foreignText";
import { parseTag } from "./tag";

type Kind = readonly [isRight: (value: unknown) => boolean, expected: string];

const isText = (value: unknown) => typeof value === "string";
const TEXT: Kind = [isText, "a text"];
/** What a person may state for a fact of each kind, and the same in words, after "must be". */
const KINDS: Record<FactKind, Kind> = {
    text: TEXT,
    id: TEXT,
    name: [isName, "1 to 64 letters, digits, dashes and underscores"],
    version: [isVersion, 'a text of the form major.minor, for example "1.0"'],
    instant: TEXT,
    link: TEXT,
    int64: TEXT,
    flag: [(value) => typeof value === "boolean", "true or false"],
    texts: [(value) => Array.isArray(value) && value.every(isText), "a list of texts"],
    amount: [(value) => Number.isFinite(value) && Number(value) >= 0, "a number of at least 0"],
};

/**
 * What is wrong with the facts that a program states of an app, which must have a name and a version: names that no
 * fact has, and values of a wrong type. Each is a sentence without a full stop.
 *
 * @param place where the facts stand, for the sentences
 */
export function mistakesInFacts(
    given: unknown,
    place: string,
    known: FactTable = APP_FACTS,
): string[] {
    if (typeof given !== "object" || given === null || Array.isArray(given)) {
        return [`${place} must be a mapping, but is ${showValue(given)}`];
    }
    const names = Object.keys(known);
    const unknown = Object.keys(given)
        .filter((name) => !Object.hasOwn(known, name))
        .map((name) => `${place} has no fact ${showText(name)}, only ${names.join(", ")}`);
    const wrong = Object.entries(known).flatMap(([name, row]) => {
        const value = (given as Record<string, unknown>)[name];
        const path = `${place}.${name}`;
        if (isGroup(row)) {
            return value === undefined ? [] : mistakesInFacts(value, path, row.facts);
        }
        const [isRight, expected] = KINDS[row.kind];
        const isRequired = row.kind === "name" || row.kind === "version";
        if ((value === undefined && !isRequired) || isRight(value)) return [];
        return [`${path} must be ${expected}, but is ${showValue(value)}`];
    });
    return [...unknown, ...wrong];
}

function isName(value: unknown): boolean {
    const tag = parseTag(value);
    return "name" in tag && tag.name === value;
}

/** Old apps have the version "". */
function isVersion(value: unknown): boolean {
    return value === "" || (isText(value) && "minor" in parseTag(`app@${String(value)}`));
}
