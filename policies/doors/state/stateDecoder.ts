import { DocumentError, parseJson, type Path } from "bytenite-core/documents";
import { kindOf } from "../../judging/kinds";
import {
    isProperties,
    SECRET_SIGNATURE,
    SIGNATURE_KEY,
    type Properties,
} from "../../judging/factReader";

const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
/** What no app can be in: assets, archives, bytes. They stay as they are. */
const OPAQUE: ReadonlySet<unknown> = new Set([
    "c44067f5952c0a294b673a41bacd8c17",
    "0def7320c3a5731c473e5ecbe6d01bc7",
    "803fd3297a5875dc03ca845dda5d2a98",
]);
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const DEEPEST = 200;
const MOST_SHOWN = 5;

/**
 * Makes plain values of what a state has, as the engine does before it shows them to policies: secrets are
 * what they hide, references are what they name. Never tells a part of a value: it may be a secret.
 *
 * Source of the marks: pulumi/pulumi, sdk/go/common/resource/sig and pkg/resource/stack/deployment.go.
 */
export class StateDecoder {
    private readonly problems = new Set<string>();
    private readonly encrypted = new Set<string>();

    /**
     * @param shownAs what problems call the file
     * @param apps the properties of the state's `App` resources, by URN
     */
    constructor(
        private readonly shownAs: string,
        private readonly apps: ReadonlyMap<string, unknown>,
    ) {}

    /** @param placeOf what problems call a part of the properties, in words */
    decode(properties: Properties, placeOf: (path: Path) => string): Properties {
        const decode = (value: unknown, path: Path): unknown => {
            const refuse = (problem: string) => {
                this.problems.add(`${placeOf(path)} ${problem}`);
                return null;
            };
            if (path.length > DEEPEST) {
                const top = placeOf(path.slice(0, MOST_SHOWN));
                this.problems.add(`${top}: nested too deeply (${DEEPEST} levels at most)`);
                return null;
            }
            if (value === UNKNOWN) return { [SIGNATURE_KEY]: UNKNOWN };
            if (Array.isArray(value)) return value.map((each, at) => decode(each, [...path, at]));
            if (!isProperties(value)) return value;
            const { [SIGNATURE_KEY]: mark } = value;
            if (mark === undefined) {
                return Object.fromEntries(
                    Object.entries(value).map(([name, of]) => [name, decode(of, [...path, name])]),
                );
            }
            if (OPAQUE.has(mark)) return value;
            if (mark === SECRET_SIGNATURE && typeof value.plaintext !== "string") {
                this.encrypted.add(placeOf(path));
                return null;
            }
            if (mark === SECRET_SIGNATURE)
                return decode(parse(String(value.plaintext), refuse), path);
            if (mark === RESOURCE) return this.follow(value, refuse);
            if (mark === OUTPUT && "value" in value) return decode(value.value, path);
            return refuse(
                mark === OUTPUT
                    ? "is not known: deploy the stack, then export its state again"
                    : "is of a kind that this version does not know: update pulumi-bytenite-policies",
            );
        };
        return decode(properties, []) as Properties;
    }

    /** @throws DocumentError with everything that could not be decoded */
    throwProblems(): void {
        const problems = [...this.problems];
        const [first, ...others] = this.encrypted;
        if (first !== undefined) {
            const shown = others.slice(0, MOST_SHOWN - 1);
            const hidden = others.length - shown.length;
            const places = [first, ...shown].join(", ") + (hidden > 0 ? ` and ${hidden} more` : "");
            problems.unshift(
                `${places}: encrypted, so that nobody knows which apps are in it. Export the state with \`pulumi stack export --show-secrets\``,
            );
        }
        if (problems.length === 0) return;
        throw new DocumentError(problems.map((problem) => `${this.shownAs}: ${problem}`));
    }

    private follow(reference: Properties, refuse: (problem: string) => null): unknown {
        const { urn } = reference;
        const type = typeof urn === "string" ? urn.split("::")[2] : undefined;
        // Other resources are no apps.
        const isApp = kindOf(type?.split("$").at(-1) ?? "") !== undefined;
        if (typeof urn !== "string" || !isApp) return null;
        return this.apps.get(urn) ?? refuse("refers to an App that the state doesn't have");
    }
}

function parse(plaintext: string, refuse: (problem: string) => null): unknown {
    try {
        return parseJson(plaintext, "");
    } catch {
        return refuse("is a secret that can't be read: export the state again");
    }
}
