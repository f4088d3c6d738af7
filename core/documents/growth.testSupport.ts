/** Bytes of the largest text that is measured: half of what may be read, which shows the same growth in half the time. */
export const LARGEST = 128 * 1024;
/** Where time grows with the square of the size, this part of a text takes a sixteenth of the time. */
const PART = 4;
/** In proportion, it takes a quarter. Between the two, so that neither noise nor a short start decides. */
export const MOST_GROWTH = 9;
/** So little that it is noise. */
const NOISE_MS = 20;
const ATTEMPTS = 5;

/**
 * How many times as long the work takes with all as with a part: the least of several, since noise only adds. Time of
 * this process, so that another one that keeps the machine busy does not count.
 */
export function growth(work: (size: number) => void): number {
    const time = (size: number) => {
        const started = process.cpuUsage();
        work(size);
        const { user, system } = process.cpuUsage(started);
        return (user + system) / 1000;
    };
    let [least, whole] = [Infinity, Infinity];
    const grown = () => whole / Math.max(least, NOISE_MS);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        whole = Math.min(whole, time(LARGEST));
        // So fast that no time of a part would make it too slow.
        if (whole / NOISE_MS < MOST_GROWTH) return whole / NOISE_MS;
        least = Math.min(least, time(LARGEST / PART));
        if (grown() < MOST_GROWTH) break;
    }
    return grown();
}

/** Texts by their size, each made once: to make them is not what is measured. */
export function once<Texts>(make: (size: number) => Texts): (size: number) => Texts {
    const made = new Map<number, Texts>();
    return (size) => {
        const texts = made.get(size) ?? make(size);
        made.set(size, texts);
        return texts;
    };
}
