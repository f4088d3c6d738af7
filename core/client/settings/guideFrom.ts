import { plainGuide, type Guide } from "../guide";
import type { SettingName } from "./settings";
import { find, type Source } from "./sources";

/**
 * The guide of a user whose settings stand in these places. It calls a setting what it is called where it was
 * found, else where it may be set first.
 *
 * @param others what is not about settings
 */
export function guideFrom(sources: readonly Source[], others: Partial<Guide> = {}): Guide {
    /** The first place where the user can set it, and what it is called there. */
    const settable = (setting: SettingName) => {
        for (const { nameOf, howToSet } of sources) {
            const name = nameOf(setting);
            if (name !== undefined && howToSet) return { name, howToSet };
        }
        return undefined;
    };
    const howToSet: Guide["howToSet"] = (setting, value) => {
        const place = settable(setting);
        return place?.howToSet(place.name, value) ?? plainGuide.howToSet(setting, value);
    };
    return {
        ...plainGuide,
        nameOf: (setting) => find(sources, setting)?.name ?? settable(setting)?.name ?? setting,
        howToSet,
        howToLock: () => `look the app up with ${howToSet("lock", "update")}`,
        howToLockAll: `look the apps up with ${howToSet("lock", "update")}`,
        ...others,
    };
}
