import type { GpuVocabulary } from "bytenite-core/model";
import { joinCapped } from "../../phrases/gpuList";
import { quote } from "../../phrases/wording";

/** For names that may mean several cards: how to write those of them that are good. "": none is. */
export function describeNarrowing(
    gpus: GpuVocabulary,
    names: readonly string[],
    isGood: (name: string) => boolean,
): string {
    const narrowed = [...new Set(names)].flatMap((name) => {
        const better = narrowerNames(gpus, name).filter(isGood);
        if (better.length === 0) return [];
        return `${better.map((each) => quote([each])).join(" or ")} for ${quote([name])}`;
    });
    return narrowed.length === 0
        ? ""
        : `, or write ${joinCapped(narrowed)} if that is what is meant`;
}

/** The names of each size and form that a name leaves open. */
function narrowerNames(gpus: GpuVocabulary, name: string): string[] {
    const gpu = gpus.identify(name);
    const sizes = gpu && gpu.memory.length > 1 && !gpu.slice ? gpu.memory : [undefined];
    const forms = gpu?.formFactor === undefined ? (gpu?.variants[0]?.model?.formFactors ?? []) : [];
    const narrower = sizes.flatMap((size) =>
        [undefined, ...forms].map((form) =>
            [name, form?.name, size === undefined ? undefined : `${size}gb`]
                .filter((part) => part !== undefined)
                .join(" "),
        ),
    );
    const known = narrower.flatMap((each) => gpus.identify(each)?.name ?? []);
    return [...new Set(known)];
}
