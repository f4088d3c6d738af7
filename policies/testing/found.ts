import type { AppDiagnostic } from "./deploy";

/** What the rules have against a case, whoever judged. */
export type FoundInCase = Pick<AppDiagnostic, "policy" | "level" | "app" | "message">;

/** What the SDK shows, without the policy's description in its first line. */
export function textOf(message: string): string {
    return message.split("\n").slice(1).join("\n") || message;
}

/** A finding in one line. */
export function describeFound({ policy, level, app, message }: FoundInCase): string {
    return `${policy} (${level}) on ${app || "the stack"}: ${textOf(message)}`;
}
