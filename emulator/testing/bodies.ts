import type { ApiGenericResponse } from "bytenite-core/model";
import type { WireApp } from "../catalogue/wireApp";
import type { Answer } from "./harness";

/** The app of an answer to GET /apps/{appTag}. */
export function appOf(answer: Answer): WireApp {
    return (answer.body as { app: WireApp }).app;
}

/** "name@version" of each app of an answer to GET /apps. */
export function tagsOf(answer: Answer): string[] {
    const { apps } = answer.body as { apps: WireApp[] };
    return apps.map(({ name, version }) => `${name}@${version}`);
}

/** The pagination of an answer to GET /apps. */
export function paginationOf(answer: Answer): unknown {
    return (answer.body as { pagination: unknown }).pagination;
}

/** The sentence in a failure of the generic shape. */
export function descriptionOf(answer: Answer): string | undefined {
    return (answer.body as ApiGenericResponse).error?.description;
}

/** The token in an answer to POST /auth/access_token. */
export function tokenOf(answer: Answer): string {
    return (answer.body as { token: string }).token;
}
