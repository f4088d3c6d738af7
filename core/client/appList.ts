import type { AppFacts } from "../model";
import type { Allowance } from "./transport/allowance";
import { compareApps } from "./compareApps";
import { InvalidResponseError } from "./errors";
import { isItByteNite } from "./guide";
import type { AppPage } from "./answers/parse";

/** A list of apps, of all pages, ordered by name and version. */
export interface AppList {
    apps: AppFacts[];
    /** Why an app may be missing: the end of a sentence. Absent: none is. */
    doubt?: string;
}

/** Gets how far the reading of a list is: the number of the page that came last, and the apps that are known. */
export type FollowPages = (page: number, apps: number) => void;

/** Bytes of one page: a hundred apps have a fiftieth of it. */
export const LARGEST_PAGE_BYTES = 10 * 1024 * 1024;
/** Bytes of all pages together, those that are read again included. */
export const LARGEST_LIST_BYTES = 48 * 1024 * 1024;
/** Apps of a list. */
export const MOST_APPS = 50_000;
const MOST_PAGES = 1000;
const MOST_PASSES = 3;

/**
 * Reads all pages. A list that changes while it is read is read again: an app that moves between pages must not
 * be missed.
 *
 * @param readPage the page that begins after so many apps
 * @param allowance what all of it may take
 * @param follow called after each page
 * @throws ByteNiteError
 */
export async function readAppList(
    readPage: (offset: number, allowance: Allowance) => Promise<AppPage>,
    allowance: Allowance,
    follow: FollowPages = () => undefined,
): Promise<AppList> {
    const known = new Map<string, AppFacts>();
    let pass: Pass = { isStable: false, ids: new Set() };
    for (let count = 1; count <= MOST_PASSES && !pass.isStable; count += 1) {
        pass = await readPages((offset) => readPage(offset, allowance), known, follow);
    }
    const doubt = pass.isStable ? pass.doubt : "it changed while it was read";
    // What only an earlier pass has was deleted meanwhile. In doubt it may as well have been missed since.
    const apps = [...known.values()].filter(({ id }) => doubt !== undefined || pass.ids.has(id));
    return { apps: apps.sort(compareApps), ...(doubt !== undefined && { doubt }) };
}

interface Pass {
    /** The ids of the apps that it found. */
    ids: ReadonlySet<string>;
    /** Whether no app moved between the pages, as far as they show it. */
    isStable: boolean;
    doubt?: string | undefined;
}

async function readPages(
    readPage: (offset: number) => Promise<AppPage>,
    apps: Map<string, AppFacts>,
    follow: FollowPages,
): Promise<Pass> {
    const seen = new Set<string>();
    const totals = new Set<number>();
    let isStable = true;
    for (let count = 1, offset = 0; count <= MOST_PAGES; count += 1) {
        const page = await readPage(offset);
        const repeated = page.apps.filter(({ id }) => seen.has(id)).length;
        for (const app of page.apps) {
            seen.add(app.id);
            apps.set(app.id, app);
        }
        follow(count, apps.size);
        if (apps.size > MOST_APPS) throw tooLong(`${MOST_APPS} apps`);
        if (page.total !== undefined) totals.add(page.total);
        if (repeated > 0 && repeated < page.apps.length) isStable = false;
        // A page of nothing new would repeat for ever, whatever hasNext says.
        if (page.hasNext !== true || repeated === page.apps.length) {
            return {
                ids: seen,
                isStable: isStable && totals.size <= 1,
                doubt: doubtAbout(page, seen.size),
            };
        }
        offset += page.apps.length;
    }
    throw tooLong(`${MOST_PAGES} pages`);
}

/** Why the last page does not show that the list is complete. */
function doubtAbout({ hasNext, total }: AppPage, count: number): string | undefined {
    if (hasNext === true) return "it says that more apps follow, but none does";
    if (total !== undefined && total !== count) {
        return `it says that it has ${total} apps, but gives ${count}`;
    }
    if (hasNext === undefined && total === undefined) return "it does not say where it ends";
    return undefined;
}

function tooLong(limit: string): InvalidResponseError {
    return new InvalidResponseError(
        (guide) => `The list of apps has more than ${limit}, or no end. ${isItByteNite(guide)}`,
    );
}
