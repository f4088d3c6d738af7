const EVERY = 30_000;

/**
 * Says what is being done, and now and then that it is still being done.
 * @template T
 * @param {(line: string) => void} say
 * @param {string} line
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function announced(say, line, work) {
    say(line);
    const start = Date.now();
    const timer = setInterval(() => say(`  still at it after ${elapsed(start)}`), EVERY);
    try {
        return await work();
    } finally {
        clearInterval(timer);
    }
}

function elapsed(start) {
    const seconds = Math.round((Date.now() - start) / 1000);
    const minutes = Math.floor(seconds / 60);
    return minutes ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
