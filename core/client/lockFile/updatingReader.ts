import { parseTag, type AppFacts } from "../../model";
import type { AppReader } from "../client";
import { findLeft } from "./leftMembers";
import type { LockFile } from "./lockSettings";
import { InvalidTagError } from "../errors";
import { appFilter, byVersionTag, type AppFilter } from "../selection";
import { readLockFile } from "./readLockFile";
import { recordApps } from "./recordApps";

/**
 * Reads apps, and puts what every tag means into the lock file. Apps that a list gives were not looked
 * up by tag, and stay out of it.
 *
 * An answer waits until it is in the file: the engine ends a provider without notice. The file is
 * written when no look-up is under way any more, once for all of them.
 */
export class UpdatingReader implements AppReader {
    private readonly answers = new Map<string, Promise<AppFacts>>();
    private underWay = new Map<string, Promise<AppFacts>>();
    private written: Promise<void> | undefined;

    constructor(
        private readonly apps: AppReader,
        private readonly file: LockFile,
    ) {}

    getApp(tag: string, isFresh = false): Promise<AppFacts> {
        const known = isFresh ? undefined : this.answers.get(tag);
        if (known) return known;
        const answer = this.lookUp(tag, isFresh);
        this.answers.set(tag, answer);
        return answer;
    }

    async getAppStatus(tag: string) {
        const [status] = await Promise.all([this.apps.getAppStatus(tag), this.getApp(tag)]);
        return status;
    }

    readonly getApps: AppReader["getApps"] = (query) => this.apps.getApps(query);

    /** Takes out what has left: else "frozen" would miss it for ever. */
    async getSelection(filter: AppFilter): Promise<AppFacts[]> {
        const fits = appFilter(filter);
        const apps = await this.apps.getSelection(filter);
        const found = byVersionTag(apps);
        for (const tag of found.keys()) {
            const parsed = parseTag(tag);
            if ("problem" in parsed) throw new InvalidTagError(parsed.problem);
        }
        const locked = readLockFile(this.file) ?? new Map<string, never>();
        const left = new Set(await findLeft(this.apps, locked, filter, found));
        // What was asked for by its tag meanwhile stays, and so does what was written anew.
        const isGone = (tag: string, app: AppFacts) =>
            left.has(tag) && fits(app) && !this.answers.has(tag);
        await recordApps(this.file, found, new Date(), isGone);
        return apps;
    }

    readonly getEveryApp: AppReader["getEveryApp"] = () => this.apps.getEveryApp();

    readonly getRegistryCredentials: AppReader["getRegistryCredentials"] = (tag) =>
        this.apps.getRegistryCredentials(tag);

    private async lookUp(tag: string, isFresh: boolean): Promise<AppFacts> {
        const lookUp = this.apps.getApp(tag, isFresh);
        this.underWay.set(tag, lookUp);
        const written = (this.written ??= this.writeWhenIdle());
        const facts = await lookUp;
        await written;
        return facts;
    }

    private async writeWhenIdle(): Promise<void> {
        const batch = this.underWay;
        let awaited = -1;
        // Look-ups that begin meanwhile join.
        while (awaited < batch.size) {
            awaited = batch.size;
            await Promise.allSettled(batch.values());
        }
        this.underWay = new Map();
        this.written = undefined;
        const found = new Map<string, AppFacts>();
        for (const [tag, lookUp] of batch) {
            await lookUp.then(
                (facts) => found.set(tag, facts),
                () => undefined,
            );
        }
        if (found.size > 0) await recordApps(this.file, found);
    }
}
