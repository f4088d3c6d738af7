import { app } from "./app";
import { appSelection } from "./appSelection";
import type { ResourceKind } from "./kind";

export type { ResourceKind, ShownResource } from "./kind";

/** Every type of resource that is or holds apps. */
const KINDS: readonly ResourceKind[] = [app, appSelection];
const BY_TYPE = new Map(KINDS.map((kind) => [kind.type, kind]));

/** What a resource of a type says of apps. `undefined`: nothing. */
export function kindOf(type: string): ResourceKind | undefined {
    return BY_TYPE.get(type);
}
