import { showPath, type Path } from "bytenite-core/documents";
import { isGlob, showText, type GpuPattern, type GpuVocabulary } from "bytenite-core/model";
import { isExpired } from "../exceptions/waiver";
import { describePattern } from "../phrases/gpuList";
import { meantModels } from "../phrases/meantModels";
import { blocksOf, gpuSettings } from "./gpuChecks";
import { findIdleEntries } from "./idleEntries";
import { findNothingSet } from "./settingNothing";
import { everyWaiver, resolveRules, toVocabulary, type LoadedRulesFile } from "./resolve";

/** Rules that a minimum and a maximum of one fact are set by. */
const LIMITS = ["cpu", "memory", "gpu-vram"];

/**
 * What a rules file may say and hardly means, since it makes something pass unseen, or nothing pass at all: a sentence
 * each, with its line. A file with doubts judges as it is written.
 */
export function findDoubts(file: LoadedRulesFile): string[] {
    return [
        ...findNothingSet(file),
        ...findUnknownGpus(file),
        ...findUnknownPrices(file),
        ...findContradictions(file),
        ...findIdleEntries(file),
    ];
}

/** Waivers that do not hold any more. @param today YYYY-MM-DD */
export function findExpiredWaivers(file: LoadedRulesFile, today: string): string[] {
    return everyWaiver(file)
        .filter((waiver) => isExpired(waiver, today))
        .map(
            ({ origin, expires, rule }) =>
                `${origin.file}:${origin.line}: the waiver of ${rule} expired on ${expires}. Remove it, or agree on a new date with its owner`,
        );
}

/**
 * A denied name that means no model denies nothing. One that is allowed may be new, and is doubtful only where it is a
 * misspelling.
 */
function findUnknownGpus({ rules, definition, origin }: LoadedRulesFile): string[] {
    const gpus = toVocabulary(definition.catalogue?.gpus);
    // Such an organisation's lists may deny what it does not know.
    if (definition.catalogue?.gpus?.observed === false) return [];
    return blocksOf(definition).flatMap(([path, block]) =>
        gpuSettings(rules, block).flatMap(({ rule, setting, patterns }) =>
            patterns.flatMap((pattern, index) => {
                if (meansAModel(gpus, pattern)) return [];
                const meant = typeof pattern === "string" ? meantModels(gpus, pattern) : [];
                if (setting !== "deny" && meant.length === 0) return [];
                const at: Path = [...path, "rules", rule, setting, index];
                const effect = setting === "deny" ? ", so that it denies none" : "";
                return [
                    `${origin.locate(at)}: ${showPath(at, "")} is ${describePattern(pattern)}, which is no known GPU model${effect}${question(meant)}`,
                ];
            }),
        ),
    );
}

/** A price that no GPU has leaves the cost of apps unknown, or too low. */
function findUnknownPrices({ definition, origin }: LoadedRulesFile): string[] {
    const gpus = toVocabulary(definition.catalogue?.gpus);
    const path = ["catalogue", "prices", "gpuHours"];
    return Object.keys(definition.catalogue?.prices?.gpuHours ?? {})
        .filter((name) => !gpus.identify(name))
        .map((name) => {
            const where = `${origin.locate(path, name)}: ${showPath(path, "")} has a price of ${showText(name)}`;
            return isGlob(name)
                ? `${where}, and a price is not for a glob: write the models`
                : `${where}, which is no known GPU model${question(meantModels(gpus, name))}`;
        });
}

function findContradictions(file: LoadedRulesFile): string[] {
    const { configuration } = resolveRules(file, undefined);
    return LIMITS.flatMap((fact) => {
        const [least, most] = [configuration[`${fact}-minimum`], configuration[`${fact}-maximum`]];
        const [minimum, maximum] = [least?.settings.minimum, most?.settings.maximum];
        const [from, to] = [least?.origins.minimum, most?.origins.maximum];
        if (typeof minimum !== "number" || typeof maximum !== "number" || !from || !to) return [];
        if (minimum <= maximum) return [];
        return [
            `${from.file}:${from.line}: ${fact}-minimum asks for ${minimum} at least, and ${fact}-maximum at line ${to.line} for ${maximum} at most, so that no app passes both`,
        ];
    });
}

function meansAModel(gpus: GpuVocabulary, pattern: GpuPattern): boolean {
    if (typeof pattern === "string") {
        if (!isGlob(pattern)) return gpus.identify(pattern) !== undefined;
        // The models that are known are whole cards.
        if (/\bmig\b/i.test(pattern)) return true;
    }
    const denial = gpus.denial([pattern]);
    return gpus.known.some(({ name }) => denial(name) !== undefined);
}

function question(models: readonly string[]): string {
    const names = models.map((name) => showText(name)).join(" or ");
    return names === ""
        ? ". A model that is new goes under catalogue.gpus.models"
        : `; did you mean ${names}?`;
}
