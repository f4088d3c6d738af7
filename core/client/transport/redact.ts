const REDACTED = "[redacted]";
/** A shorter part of an encoded text may be anything. */
const SHORTEST_PART = 6;
/** Something that was escaped may be escaped again. */
const MOST_ESCAPES = 3;

/**
 * Finds credentials in a text, however they are written there: as they are, in base64 or base64url (alone, or
 * within something longer, as in "user:password"), in hex, and with any of their characters escaped as in URLs,
 * JSON or HTML.
 */
export class Redactor {
    private readonly forms: readonly string[];

    /** @param secrets credentials; an empty one is none */
    constructor(secrets: readonly string[]) {
        this.forms = secrets.filter(Boolean).flatMap(formsOf);
    }

    /** The text with "[redacted]" in place of every credential, or of all of it where one is escaped. */
    redact(text: string): string {
        const left = this.forms.reduce((known, form) => known.replaceAll(form, REDACTED), text);
        return this.finds(left) ? REDACTED : left;
    }

    /** Whether there is a credential in the text. */
    finds(text: string): boolean {
        let known = text;
        for (let time = 0; time < MOST_ESCAPES; time += 1) {
            const current = known;
            if (this.forms.some((form) => current.includes(form))) return true;
            known = unescape(current);
            if (known === current) return false;
        }
        return this.forms.some((form) => known.includes(form));
    }
}

function formsOf(secret: string): string[] {
    const hex = Buffer.from(secret).toString("hex");
    const whole = (["base64", "base64url"] as const).map((encoding) =>
        Buffer.from(secret).toString(encoding),
    );
    return [...new Set([secret, ...whole, ...inBase64(secret), hex, hex.toUpperCase()])];
}

/** What surely stands in the base64 of anything that contains the secret, for each place where it may begin. */
function inBase64(secret: string): string[] {
    const length = Buffer.byteLength(secret);
    return [0, 1, 2].flatMap((offset) => {
        const whole = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
        const first = Math.ceil((offset * 8) / 6);
        const last = Math.floor(((offset + length) * 8) / 6);
        const parts = (["base64", "base64url"] as const).map((encoding) =>
            whole.toString(encoding).slice(first, last),
        );
        return parts.filter((part) => part.length >= SHORTEST_PART);
    });
}

const ESCAPES =
    /(?<bytes>(?:%[\da-f]{2})+)|\\u(?<unit>[\da-f]{4})|&#x0*(?<hex>[\da-f]{1,6});?|&#0*(?<decimal>\d{1,7});?|\\(?<literal>["\\/])/giu;

function unescape(text: string): string {
    if (!/[%\\]|&#/.test(text)) return text;
    return text.replace(ESCAPES, (...found: unknown[]) => {
        const groups = found.at(-1) as Record<string, string | undefined>;
        const { bytes, unit, hex, decimal, literal } = groups;
        if (bytes !== undefined) return Buffer.from(bytes.replaceAll("%", ""), "hex").toString();
        if (literal !== undefined) return literal;
        if (unit !== undefined) return String.fromCharCode(parseInt(unit, 16));
        const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : "";
    });
}
