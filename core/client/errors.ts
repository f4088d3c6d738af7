import { showText } from "../model";
import type { ErrorCode } from "./errorCodes";
import { plainGuide, tell, type Guide, type Told } from "./guide";

export type { ErrorCode };

/**
 * Any failure of this package. The message is one line for a person: what happened, to which tag, why,
 * and what to do. It never contains a credential. `message` names settings as the client does, `messageFor`
 * as the user does.
 */
export class ByteNiteError extends Error {
    override readonly name: string = "ByteNiteError";
    readonly #told: Told;

    constructor(
        readonly code: ErrorCode,
        told: Told,
    ) {
        super(tell(told, plainGuide));
        this.#told = told;
    }

    /** The message, with advice in the words of a guide. */
    messageFor(guide: Guide): string {
        return tell(this.#told, guide);
    }
}

/** An argument that no request can be made with. */
export class InvalidArgumentError extends ByteNiteError {
    override readonly name = "InvalidArgumentError";
    constructor(told: Told) {
        super("INVALID_ARGUMENT", told);
    }
}

/** A tag that ByteNite's grammar does not allow. No request was made. */
export class InvalidTagError extends ByteNiteError {
    override readonly name = "InvalidTagError";
    constructor(problem: string) {
        super("INVALID_TAG", `${capitalize(problem)}. ByteNite was not asked.`);
    }
}

/** A setting (endpoint, timeout, …) that can't be used. No request was made. */
export class InvalidSettingError extends ByteNiteError {
    override readonly name = "InvalidSettingError";
    constructor(told: Told) {
        super("INVALID_SETTING", told);
    }
}

/** Neither an API key nor an access token was found. No request was made. */
export class MissingCredentialsError extends ByteNiteError {
    override readonly name = "MissingCredentialsError";
    /** @param places where they were looked for, and by which names */
    constructor(places: readonly string[]) {
        super(
            "MISSING_CREDENTIALS",
            ({ howToSet }) =>
                `There are no ByteNite credentials. Looked at ${places.join("; ")}. ` +
                `Give one, for example: ${howToSet("apiKey")}`,
        );
    }
}

/** ByteNite answered, but with a failure. */
export class ResponseError extends ByteNiteError {
    override readonly name = "ResponseError";
    constructor(
        code: ErrorCode,
        told: Told,
        /** The HTTP status, or the code in the body of a 200 that says `ok: false`. */
        readonly status: number,
    ) {
        super(code, told);
    }
}

/** No answer arrived: the connection failed, or the time was up. */
export class ConnectionError extends ByteNiteError {
    override readonly name = "ConnectionError";
    constructor(code: "UNREACHABLE" | "TIMEOUT", told: Told) {
        super(code, told);
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
    constructor(told: Told) {
        super("INVALID_RESPONSE", told);
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

/** The app does not have the status that is required, and waiting is of no use: ByteNite is not asked. */
export class FixedStatusError extends ByteNiteError {
    override readonly name = "FixedStatusError";
    /** @param source what is read in place of ByteNite */
    constructor(tag: string, status: string, required: string, source: string) {
        super(
            "STATUS_MISMATCH",
            `The app ${showText(tag)} has the status ${showText(status)} in ${source}, but ${showText(required)} is required. ` +
                "ByteNite is not asked in this run: renew the entry there, or change requireStatus.",
        );
    }
}

function capitalize(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
