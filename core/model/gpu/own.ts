import { cardKey, once, spell, type Gpu, type GpuVariant } from "./gpu";
import { normalizeGpuName } from "./normalize";
import { parseGpuName, type GpuNameParts } from "./parse";

/** A GPU model that an organisation knows, as its rules file states it. */
export interface GpuDefinition {
    /** The spelling to use in an app's manifest. */
    name: string;
    /** Other names of it. */
    aliases?: readonly string[];
    /** The architecture. */
    family: string;
    /** GB on the card. */
    vram: number;
    /** Absent, as the facts below: as the public range has it, if the name is in it. */
    vendor?: string;
    computeCapability?: number;
    /** W. */
    power?: number;
    /** Of the release. */
    year?: number;
}

/** What two names have in common that can't mean two of an organisation's own models. */
export function gpuSpellingKey(name: string): string {
    const parts = parseGpuName(name);
    return parts && !parts.slice ? cardKey(parts) : normalizeGpuName(name);
}

/** An organisation's own models, by every name that means one of them. */
export class OwnGpus {
    readonly gpus: readonly Gpu[];
    private readonly bySpelling = new Map<string, Gpu>();
    private readonly byCard = new Map<string, Gpu>();

    constructor(definitions: readonly GpuDefinition[]) {
        this.gpus = definitions.map((definition) => {
            const gpu = toGpu(definition);
            for (const spelling of spellingsOf(definition)) {
                this.bySpelling.set(normalizeGpuName(spelling), gpu);
                const parts = parseGpuName(spelling);
                if (parts && !parts.slice) this.byCard.set(cardKey(parts), gpu);
            }
            return gpu;
        });
    }

    /** @param parts of the name. Absent: it is no name of the public range */
    find(name: string, parts: GpuNameParts | undefined): Gpu | undefined {
        if (this.gpus.length === 0) return undefined;
        const whole =
            this.bySpelling.get(normalizeGpuName(name)) ??
            (parts && this.byCard.get(cardKey(parts)));
        return whole && parts?.slice && !whole.slice ? sliceOf(whole, parts) : whole;
    }
}

function spellingsOf({ name, aliases = [] }: GpuDefinition): string[] {
    return [name, ...aliases];
}

function toGpu(definition: GpuDefinition): Gpu {
    const { name, family, vram } = definition;
    const parts = spellingsOf(definition).map(parseGpuName);
    const models = new Set(parts.flatMap((each) => each?.model ?? []));
    const [model] = models;
    // As the rules and the public range write it.
    const vendor = (definition.vendor ?? model?.vendor)?.toLowerCase();
    const computeCapability = definition.computeCapability ?? model?.computeCapability;
    const power = definition.power ?? model?.power;
    const year = definition.year ?? model?.year;
    const [stated] = parts;
    const variant = {
        memory: vram,
        ...(stated?.formFactor !== undefined && { formFactor: stated.formFactor }),
        ...(stated?.slice && { slice: stated.slice }),
    };
    const written = spellingsOf(definition).map(normalizeGpuName);
    const variants: GpuVariant[] =
        models.size === 0
            ? [{ ...variant, spellings: () => written }]
            : [...models].map((each) => ({
                  ...variant,
                  model: each,
                  spellings: once(() => [...written, ...spell(each, vram, variant.formFactor)]),
              }));
    return {
        name,
        title: name,
        ...(vendor !== undefined && { vendor }),
        family,
        memory: [vram],
        ...(computeCapability !== undefined && { computeCapability }),
        ...(power !== undefined && { power }),
        ...(year !== undefined && { year }),
        ...(variant.formFactor !== undefined && { formFactor: variant.formFactor }),
        ...(variant.slice && { slice: variant.slice }),
        knownFrom: "organisation",
        source: "the organisation's rules file",
        key: `own ${normalizeGpuName(name)}`,
        variants,
    };
}

function sliceOf(card: Gpu, { slice }: GpuNameParts): Gpu {
    if (!slice) return card;
    return {
        ...card,
        name: `${card.name} mig ${slice.profile}`,
        memory: [slice.memory],
        slice,
        key: `${card.key}|${slice.profile}`,
        variants: card.variants.map((variant) => ({ ...variant, slice })),
    };
}
