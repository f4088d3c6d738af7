import type { AppFacts } from "../../model";
import type { AppReader } from "../client";
import { describeChanges } from "./content";
import { byVersionTag, type AppFilter } from "../selection";
import { LockMismatchError, SelectionNotLockedError } from "./errors";
import { findLeft } from "./leftMembers";
import type { LockFile } from "./lockSettings";
import { OpenedLock } from "./openedLock";

/** Reads apps, and refuses those whose content is not what the lock file has. */
export class FrozenReader implements AppReader {
    private readonly lock: OpenedLock;

    constructor(
        private readonly apps: AppReader,
        file: LockFile,
    ) {
        this.lock = new OpenedLock(file);
    }

    async getApp(tag: string, isFresh = false): Promise<AppFacts> {
        const locked = this.lock.get(tag);
        const facts = await this.apps.getApp(tag, isFresh);
        this.compare(tag, locked, facts);
        return facts;
    }

    async getAppStatus(tag: string) {
        this.lock.get(tag);
        const [status] = await Promise.all([this.apps.getAppStatus(tag), this.getApp(tag)]);
        return status;
    }

    /** Of the apps of a list, those are compared that are also locked: the others have no tag to hold fast. */
    async getApps(query: Parameters<AppReader["getApps"]>[0]): Promise<AppFacts[]> {
        const locked = new Map(
            [...this.lock.apps].map(([tag, app]) => [`${app.name}@${app.version}`, { tag, app }]),
        );
        const apps = await this.apps.getApps(query);
        for (const app of apps) {
            const known = locked.get(`${app.name}@${app.version}`);
            if (known) this.compare(known.tag, known.app, app);
        }
        return apps;
    }

    /** Each member must be locked by its version, and each that is locked and fits must be there. */
    async getSelection(filter: AppFilter): Promise<AppFacts[]> {
        const apps = byVersionTag(await this.apps.getSelection(filter));
        const entered = [...apps.keys()].filter((tag) => !this.lock.apps.has(tag));
        const left = await findLeft(this.apps, this.lock.apps, filter, apps);
        if (entered.length > 0 || left.length > 0) {
            throw new SelectionNotLockedError({ entered, left }, this.lock.file);
        }
        for (const [tag, app] of apps) this.compare(tag, this.lock.get(tag), app);
        return [...apps.values()];
    }

    /** Not compared: it is asked whether an app exists, not what it is. */
    async getEveryApp(): Promise<AppFacts[]> {
        return this.apps.getEveryApp();
    }

    async getRegistryCredentials(tag: string) {
        await this.getApp(tag);
        return this.apps.getRegistryCredentials(tag);
    }

    private compare(tag: string, locked: AppFacts, found: AppFacts): void {
        const changes = describeChanges(locked, found);
        if (changes.length > 0) throw new LockMismatchError(tag, changes, this.lock.file);
    }
}
