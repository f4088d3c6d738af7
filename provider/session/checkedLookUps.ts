import { compareTexts, type AppRecord } from "bytenite-core/model";
import { completeOnlyWithoutErrors } from "./deployment";
import { lookUpChecks, noteUnchecked, type Refusal } from "./lookUpChecks";
import { LookUpError } from "./lookUpError";

/** A look-up that succeeded, and waits for the checks. */
interface HeldLookUp {
    caller: string;
    tags: ReadonlySet<string>;
    release: () => void;
    reject: (error: LookUpError) => void;
}

/** The look-ups of a deployment that succeeded, and what its checks make of them. */
export class CheckedLookUps {
    private held: HeldLookUp[] = [];
    /** The tags of apps of which a refusal was told. */
    private readonly told = new Set<string>();
    private readonly apps: AppRecord[] = [];

    /** Holds a result back until it was judged. Where there is no check, it passes. */
    hold<Result>(
        caller: string,
        apps: readonly AppRecord[],
        result: Result,
    ): Result | Promise<Result> {
        if (lookUpChecks().length === 0) {
            noteUnchecked();
            return result;
        }
        this.apps.push(...apps);
        const tags = new Set(apps.map(({ tag }) => tag));
        return new Promise((resolve, reject) => {
            this.held.push({ caller, tags, release: () => resolve(result), reject });
        });
    }

    /** Lets what passes go on, and refuses the rest. */
    judge(): void {
        if (this.held.length === 0) return;
        const held = this.held.sort((a, b) => compareTexts(a.caller, b.caller));
        this.held = [];
        const describe = this.ask(held);
        for (const each of held) {
            const refusal = describe(each);
            if (refusal === undefined) {
                each.release();
                continue;
            }
            completeOnlyWithoutErrors();
            each.reject(refusal);
        }
    }

    /** Why a look-up is refused; `undefined`: it is not. A check that fails refuses all. */
    private ask([first, ...others]: HeldLookUp[]): (held: HeldLookUp) => LookUpError | undefined {
        try {
            const refusals = lookUpChecks()
                .flatMap((check) => check(this.apps))
                .filter(({ tag }) => !this.told.has(tag));
            const waiting = new Set([first, ...others].flatMap((each) => [...(each?.tags ?? [])]));
            const isOfAll = ({ tag }: Refusal) => !waiting.has(tag);
            for (const { tag } of refusals) if (waiting.has(tag)) this.told.add(tag);
            return (held) => {
                const message = describeRefusal(held, first, refusals, isOfAll);
                return message === undefined ? undefined : new LookUpError(message, "REFUSED");
            };
        } catch (error) {
            return ({ caller }) => {
                const message =
                    caller === first?.caller
                        ? (error as Error).message
                        : `${caller}: not judged, for the same reason as ${first?.caller}.`;
                return new LookUpError(message, "NOT_JUDGED");
            };
        }
    }
}

/**
 * What is wrong with all apps together is told once.
 * @param isOfAll whether a refusal is about them, or about one that has gone on: what comes now made it wrong
 */
function describeRefusal(
    { caller, tags }: HeldLookUp,
    first: HeldLookUp | undefined,
    refusals: readonly Refusal[],
    isOfAll: (refusal: Refusal) => boolean,
): string | undefined {
    const own = refusals.filter((refusal) => !isOfAll(refusal) && tags.has(refusal.tag));
    const ofAll = refusals.filter(isOfAll);
    const told = caller === first?.caller ? [...ofAll, ...own] : own;
    if (told.length > 0) {
        const lines = told.map(({ message }) => `\n  ${message}`);
        return `${caller}: the rules refuse the deployment.${lines.join("")}`;
    }
    return ofAll.length > 0 && first
        ? `${caller}: not deployed, because of what ${first.caller} tells of all apps.`
        : undefined;
}
