import type { ErrorObject } from "ajv";
import { alternativesOf } from "./keywordErrors";

/** An error, and where the schema has alternatives, what is wrong for each of them. */
interface Failure {
    error: ErrorObject;
    alternatives: Failure[][];
}

// A branch's own errors say the same, and more.
const REDUNDANT = new Set(["if", "propertyNames"]);

/** The errors that are worth a sentence: where a value is clearly meant as one alternative, its own. */
export function findFailures(errors: readonly ErrorObject[]): ErrorObject[] {
    return group(errors)
        .flatMap(narrow)
        .filter(({ keyword }) => !REDUNDANT.has(keyword));
}

// From the end, because the errors of the alternatives stand before the one that counts them.
function group(errors: readonly ErrorObject[]): Failure[] {
    const failures: Failure[] = [];
    let end = errors.length;
    while (end > 0) {
        end -= 1;
        const error = errors[end] as ErrorObject;
        const alternatives: Failure[][] = [];
        for (const count of alternativesOf(error)?.counts.toReversed() ?? []) {
            alternatives.push(group(errors.slice(end - count, end)));
            end -= count;
        }
        failures.push({ error, alternatives: alternatives.reverse() });
    }
    return failures.reverse();
}

function narrow(failure: Failure): ErrorObject[] {
    const { error, alternatives } = failure;
    const meant = typeof error.data === "object" && error.data !== null ? pick(failure) : undefined;
    return alternatives.length === 0 || !meant ? [error] : meant.flatMap(narrow);
}

function pick({ error, alternatives }: Failure): Failure[] | undefined {
    const ofKind = alternatives.filter(
        (failures) => !failures.some((failure) => isOfOtherKind(failure, error.instancePath)),
    );
    const [only, ...others] = ofKind.length === 1 ? ofKind : ofKind.filter(hasItsMark(error));
    return others.length === 0 && only && only.length > 0 ? only : undefined;
}

function isOfOtherKind({ error, alternatives }: Failure, path: string): boolean {
    if (error.instancePath !== path) return false;
    if (["type", "const", "enum"].includes(error.keyword)) return true;
    return (
        alternatives.length > 0 &&
        alternatives.every((failures) => failures.some((failure) => isOfOtherKind(failure, path)))
    );
}

// Alternatives are often told apart by the constant value of one key.
function hasItsMark({ instancePath }: ErrorObject): (failures: readonly Failure[]) => boolean {
    const isMark = ({ error }: Failure) =>
        (error.keyword === "const" || error.keyword === "enum") &&
        error.instancePath.lastIndexOf("/") === instancePath.length;
    return (failures) => !failures.some(isMark);
}
