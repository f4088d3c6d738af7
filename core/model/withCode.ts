/**
 * A message as it is shown to a person: it ends with the code of its error, which `explain` explains.
 * For example `There is no app for the tag "x". [NOT_FOUND]`.
 */
export function withCode(message: string, code: string): string {
    return `${message} [${code}]`;
}
