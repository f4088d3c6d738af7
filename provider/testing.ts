import {
    appFacts,
    fitsTag,
    mistakesInFacts,
    parseTag,
    showText,
    showValue,
    withCode,
    withoutUndefined,
    type AppFacts,
    type StatedFacts,
} from "bytenite-core/model";
import type { AppReader } from "bytenite-core/client/client";
import { appFilter, compareApps } from "bytenite-core/client";
import { InvalidArgumentError, InvalidTagError, ResponseError } from "bytenite-core/client";
import { replaceConnection } from "./session/connection";

/** An app of the catalogue. Everything but its name and version has a plausible value. */
export type TestApp = Pick<AppFacts, "name" | "version"> & StatedFacts;

const MOST_TOLD = 20;

/**
 * Gives a program that runs under `pulumi.runtime.setMocks` apps to look up, without a server. Call
 * it before the program is loaded; call what it returns to undo it, after the outputs are awaited: a look-up that
 * begins later asks nobody, and fails.
 *
 * @throws InvalidArgumentError, where a fact is misspelt or of a wrong type
 *
 * @example
 * useTestCatalogue([{ name: "img-gen", version: "4.0", status: "inactive" }]);
 */
export function useTestCatalogue(apps: readonly TestApp[]): () => void {
    refuseMistakes(apps);
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
    return replaceConnection({ endpoint: "test catalogue", apps: reader });
}

/** Who runs tests often does not check types, and a test would pass with an app that it does not mean. */
function refuseMistakes(apps: unknown): void {
    const mistakes = Array.isArray(apps)
        ? apps.flatMap((app, index) => mistakesInFacts(app, `apps[${index}]`))
        : [`apps must be a list, but is ${showValue(apps)}`];
    if (mistakes.length === 0) return;
    const hidden = mistakes.length - MOST_TOLD;
    const told = [...mistakes.slice(0, MOST_TOLD), ...(hidden > 0 ? [`and ${hidden} more`] : [])];
    const message = `useTestCatalogue can't take these apps:\n  ${told.join("\n  ")}`;
    throw new InvalidArgumentError(withCode(message, "INVALID_ARGUMENT"));
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
        ...withoutUndefined<unknown>(app),
    });
}
