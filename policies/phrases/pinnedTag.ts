import { isPinned, parseTag } from "bytenite-core/model";

/** Whether a text is a tag that names one version: name@major.minor. */
export function isPinnedTag(text: string): boolean {
    const tag = parseTag(text);
    return !("problem" in tag) && isPinned(tag);
}
