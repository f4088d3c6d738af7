import type { WireApp } from "../catalogue/wireApp";
import { findApp } from "./findApp";
import type { Operation } from "./operation";

/** GET /apps/{appTag}. It returns a registry's credentials as well, since ByteNite's schema has them. */
export const getAppByTag: Operation<{ app: WireApp }> = {
    name: "getAppByTag",
    method: "GET",
    path: "/dev/apps/:appTag",
    needsToken: true,
    answer: ({ tag }, { catalogue }) => ({ app: findApp(catalogue(), tag) }),
};
