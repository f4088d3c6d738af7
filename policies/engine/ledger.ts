import type { Judgement } from "../contract/judgement";
import type { ResolvedRules } from "../rulesFile/resolvedRules";

/** The judgements of one run of the engine, for the rules that report on them. */
export class Ledger {
    private readonly judgements = new Map<string, Map<string, Judgement>>();
    private rules: ResolvedRules | undefined;

    /** The ledger of the run that judges by these rules. Other ones than before begin another run. */
    under(rules: ResolvedRules): this {
        if (rules !== this.rules) this.judgements.clear();
        this.rules = rules;
        return this;
    }

    /** @param subject the URN of the resource that was judged, or a name for the stack's outputs */
    record(subject: string, judgement: Judgement): void {
        const bySubject = this.judgements.get(subject) ?? new Map<string, Judgement>();
        this.judgements.set(subject, bySubject.set(judgement.rule, judgement));
    }

    of(subject: string): Judgement[] {
        return [...(this.judgements.get(subject)?.values() ?? [])];
    }

    all(): Judgement[] {
        return [...this.judgements.keys()].flatMap((subject) => this.of(subject));
    }
}
