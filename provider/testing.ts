import { appFacts, fitsTag, parseTag, showText, type AppFacts } from "bytenite-core/model";
import type { AppReader } from "bytenite-core/client/client";
import { appFilter, compareApps } from "bytenite-core/client";
import { InvalidTagError, ResponseError } from "bytenite-core/client";
import { replaceConnection } from "./session/connection";

/** An app of the catalogue. Everything but its name and version has a plausible value. */
export type TestApp = Pick<AppFacts, "name" | "version"> & Partial<AppFacts>;

/**
 * Gives a program that runs under `pulumi.runtime.setMocks` apps to look up, without a server. Call
 * it before the program is loaded; call what it returns to undo it.
 *
 * @example
 * useTestCatalogue([{ name: "img-gen", version: "4.0", status: "inactive" }]);
 */
export function useTestCatalogue(apps: readonly TestApp[]): () => void {
    const catalogue = apps.map(complete).sort(compareApps);
    const getApp = (tag: string): AppFacts => {
        const wanted = parseTag(tag);
        if ("problem" in wanted) throw new InvalidTagError(wanted.problem);
        const highest = catalogue.findLast((app) => fitsTag(wanted, app));
        if (!highest) {
            throw new ResponseError(
                "NOT_FOUND",
                `There is no app for the tag ${showText(tag)} in the test catalogue.`,
                404,
            );
        }
        return highest;
    };
    const reader: AppReader = {
        standIn: "the test catalogue",
        getApp: async (tag) => Promise.resolve(tag).then(getApp),
        getRegistryCredentials: async (tag) =>
            Promise.resolve(tag)
                .then(getApp)
                .then(() => ({ username: "", token: "" })),
        getApps: ({ isPublic }) =>
            Promise.resolve(catalogue.filter((app) => !isPublic || app.isPublic)),
        getEveryApp: () => Promise.resolve(catalogue),
        getSelection: (filter) => Promise.resolve(catalogue.filter(appFilter(filter))),
        getAppStatus: async (tag) =>
            Promise.resolve(tag).then((known) => ({
                tag,
                status: getApp(known).status,
                message: "",
            })),
    };
    replaceConnection({ endpoint: "test catalogue", apps: reader });
    return () => replaceConnection(undefined);
}

function complete(app: TestApp): AppFacts {
    return appFacts({
        id: `${app.name}@${app.version}`,
        owner: "00000000-0000-4000-8000-000000000000",
        userName: "test",
        status: "active",
        createdAt: "2025-01-01T00:00:00Z",
        updatedAt: "2025-01-01T00:00:00Z",
        platform: "docker",
        entrypoint: "main.py",
        revision: "1",
        ...app,
    });
}
