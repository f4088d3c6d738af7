/** The largest report that a place takes. */
interface Limit {
    most: number;
    /** Length of a text, as the place counts it. */
    measure: (text: string) => number;
}

const SECOND_HALVES = /(?<=[\ud800-\udbff])[\udc00-\udfff]/g;
const bytes = (text: string): number => Buffer.byteLength(text);
const codePoints = (text: string): number => text.length - (text.match(SECOND_HALVES)?.length ?? 0);

/** Where GitHub puts a report, by the names that people give. */
export const LIMITS: Readonly<Record<string, Limit>> = {
    comment: { most: 262_144, measure: bytes },
    /** The description of a pull request. */
    body: { most: 65_536, measure: codePoints },
    /** GitHub drops the whole summary of a step where it is larger than 1 MiB: other things may stand there too. */
    summary: { most: 1_000_000, measure: bytes },
};
