/**
 * Places for labels near where they belong, at least so far apart, in their order. What does not fit between the
 * ends goes beyond the second.
 */
export function spread(
    wanted: readonly number[],
    gap: number,
    [first, last]: readonly [number, number],
): number[] {
    const ordered = wanted.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at);
    let least = first;
    for (const each of ordered) {
        each.at = Math.max(each.at, least);
        least = each.at + gap;
    }
    let most = last;
    for (const each of [...ordered].reverse()) {
        each.at = Math.max(Math.min(each.at, most), first);
        most = each.at - gap;
    }
    const places = new Array<number>(wanted.length);
    for (const { at, index } of ordered) places[index] = at;
    return places;
}
