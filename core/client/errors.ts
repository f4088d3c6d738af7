import { showText } from "../model";

/** What went wrong, for programs. Stable: a code never changes its meaning. */
export type ErrorCode =
    | "INVALID_ARGUMENT"
    | "INVALID_TAG"
    | "INVALID_SETTING"
    | "PROVIDER_NOT_INSTALLED"
    | "MISSING_CREDENTIALS"
    | "BAD_REQUEST"
    | "UNAUTHENTICATED"
    | "FORBIDDEN"
    | "NOT_FOUND"
    | "RATE_LIMITED"
    | "SERVER_ERROR"
    | "UNREACHABLE"
    | "TIMEOUT"
    | "CANCELLED"
    | "INVALID_RESPONSE"
    | "STATUS_MISMATCH"
    | "RECORD_MISSING"
    | "RECORD_INVALID"
    | "RECORD_VERSION"
    | "RECORD_STALE"
    | "LOCK_MISMATCH"
    | "LOCK_MISSING"
    | "LOCK_INVALID"
    | "REFUSED";

/**
 * Any failure of this package. The message is one line for a person: what happened, to which tag, why,
 * and what to do. It never contains a credential.
 */
export class ByteNiteError extends Error {
    override readonly name: string = "ByteNiteError";

    constructor(
        readonly code: ErrorCode,
        message: string,
    ) {
        super(message);
    }
}

/** An argument that no request can be made with. */
export class InvalidArgumentError extends ByteNiteError {
    override readonly name = "InvalidArgumentError";
    constructor(message: string) {
        super("INVALID_ARGUMENT", message);
    }
}

/** A tag that ByteNite's grammar does not allow. No request was made. */
export class InvalidTagError extends ByteNiteError {
    override readonly name = "InvalidTagError";
    constructor(problem: string) {
        super("INVALID_TAG", `${capitalize(problem)}. ByteNite was not asked.`);
    }
}

/** The engine will not find the provider of an `App`. No request was made. */
export class ProviderNotInstalledError extends ByteNiteError {
    override readonly name = "ProviderNotInstalledError";
    /** @param folder the folder in which the program runs, as a message shows it */
    constructor(folder: string) {
        super(
            "PROVIDER_NOT_INSTALLED",
            `Pulumi's engine starts the provider of an App in the program's folder, ${folder}, where pulumi-bytenite can't be found: only a library that the program uses has it. ` +
                "Make it a dependency of the project too, for example: npm install pulumi-bytenite (pnpm add, yarn add).",
        );
    }
}

/** A setting (endpoint, timeout, …) that can't be used. No request was made. */
export class InvalidSettingError extends ByteNiteError {
    override readonly name = "InvalidSettingError";
    constructor(message: string) {
        super("INVALID_SETTING", message);
    }
}

/** Neither an API key nor an access token was found. No request was made. */
export class MissingCredentialsError extends ByteNiteError {
    override readonly name = "MissingCredentialsError";
    constructor(places: readonly string[]) {
        super(
            "MISSING_CREDENTIALS",
            `There are no ByteNite credentials. Looked at ${places.join("; ")}. ` +
                "Give one, for example: pulumi config set --secret bytenite:apiKey",
        );
    }
}

/** ByteNite answered, but with a failure. */
export class ResponseError extends ByteNiteError {
    override readonly name = "ResponseError";
    constructor(
        code: ErrorCode,
        message: string,
        /** The HTTP status, or the code in the body of a 200 that says `ok: false`. */
        readonly status: number,
    ) {
        super(code, message);
    }
}

/** No answer arrived: the connection failed, or the time was up. */
export class ConnectionError extends ByteNiteError {
    override readonly name = "ConnectionError";
    constructor(code: "UNREACHABLE" | "TIMEOUT", message: string) {
        super(code, message);
    }
}

/** Whoever runs it wanted no answer any more. */
export class CancelledError extends ByteNiteError {
    override readonly name = "CancelledError";
    constructor(subject: string) {
        super("CANCELLED", `ByteNite was not asked to the end about ${subject}: cancelled.`);
    }
}

/** ByteNite answered with something that is not what its documentation describes. */
export class InvalidResponseError extends ByteNiteError {
    override readonly name = "InvalidResponseError";
    constructor(message: string) {
        super("INVALID_RESPONSE", message);
    }
}

/** The app does not have the status that it is required to have. */
export class StatusMismatchError extends ByteNiteError {
    override readonly name = "StatusMismatchError";
    /** @param waited seconds */
    constructor(tag: string, status: string, required: string, waited = 0) {
        const after = waited > 0 ? ` after ${waited} s of waiting` : "";
        super(
            "STATUS_MISMATCH",
            `The app ${showText(tag)} has the status ${showText(status)}${after}, but ${showText(required)} is required. ` +
                "Activate the app at ByteNite, or change requireStatus.",
        );
    }
}

function capitalize(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
