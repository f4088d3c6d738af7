/**
 * Runs each task in turn, and all of them again: A B A B. What else the machine does meanwhile meets all
 * of them.
 *
 * @returns what each task gave, in its runs' order
 */
export async function alternate<Name extends string, Result>(
    repetitions: number,
    tasks: Record<Name, () => Promise<Result>>,
): Promise<Record<Name, Result[]>> {
    const names = Object.keys(tasks) as Name[];
    const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
        Name,
        Result[]
    >;
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
        for (const name of names) results[name].push(await tasks[name]());
    }
    return results;
}
