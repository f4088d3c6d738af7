import Module, { createRequire } from "node:module";
import { requireOfSdk } from "./requireOfSdk";

/*
 * Pulumi's SDK loads npm's arborist at each start, for functions that it writes into a state by value. That is a
 * third of a pack's start, and a pack writes no functions. So it is loaded when something asks for a part of it.
 *
 * Imported before the SDK, for its effect. It changes what `require` gives to the whole process: for a process that
 * is nothing but the pack.
 */

const ARBORIST = "@npmcli/arborist";

const place = findArborist();
if (place !== undefined && !(place in require.cache)) {
    const standIn = new Module(place);
    standIn.filename = place;
    standIn.loaded = true;
    standIn.exports = whenUsed(place);
    require.cache[place] = standIn;
}

/** The one that the SDK loads. `undefined`: another release of the SDK has none. */
function findArborist(): string | undefined {
    try {
        return createRequire(requireOfSdk().resolve("@pulumi/pulumi")).resolve(ARBORIST);
    } catch {
        return undefined;
    }
}

/** What a module exports, which is loaded with the first question about it. */
function whenUsed(file: string): object {
    let loaded: object | undefined;
    const load = (): object => {
        if (loaded) return loaded;
        delete require.cache[file];
        return (loaded = createRequire(file)(file) as object);
    };
    // The helper that compiled imports have takes a module with __esModule as it is, in place of copying every part.
    return new Proxy(
        { __esModule: true },
        {
            get: (known, name) => Reflect.get(name in known ? known : load(), name) as unknown,
            has: (known, name) => name in known || name in load(),
        },
    );
}
