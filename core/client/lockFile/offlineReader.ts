import { showFile, versionTag, type AppFacts } from "../../model";
import type { AppReader, AppStatus } from "../client";
import { appFilter, type AppFilter, type ListQuery } from "../selection";
import { compareApps } from "../compareApps";
import { ListNotLockedError, RegistryCredentialsNotLockedError } from "./errors";
import { toFacts } from "./lockedApp";
import type { LockFile } from "./lockSettings";
import { OpenedLock } from "./openedLock";

/** Gives what the lock file has, and asks nobody. */
export class OfflineReader implements AppReader {
    readonly standIn: string;
    private readonly lock: OpenedLock;

    constructor(file: LockFile) {
        this.lock = new OpenedLock(file);
        this.standIn = showFile(this.lock.file);
    }

    async getApp(tag: string): Promise<AppFacts> {
        return Promise.resolve(tag).then((known) => toFacts(this.lock.get(known)));
    }

    async getAppStatus(tag: string): Promise<AppStatus> {
        const { status } = await this.getApp(tag);
        return { tag, status, message: "" };
    }

    /** The locked apps, one for each version. */
    async getApps({ isPublic }: ListQuery): Promise<AppFacts[]> {
        const locked = await Promise.resolve().then(() => [...this.lock.apps.values()]);
        const byId = new Map(locked.map((app) => [app.id, toFacts(app)]));
        return [...byId.values()].filter((app) => !isPublic || app.isPublic).sort(compareApps);
    }

    async getSelection(filter: AppFilter): Promise<AppFacts[]> {
        const fits = appFilter(filter);
        const locked = await Promise.resolve().then(() => [...this.lock.apps]);
        return locked
            .filter(([tag, app]) => tag === versionTag(app) && fits(app))
            .map(([, app]) => toFacts(app))
            .sort(compareApps);
    }

    async getEveryApp(): Promise<never> {
        return Promise.reject(new ListNotLockedError(this.lock.file));
    }

    async getRegistryCredentials(tag: string): Promise<never> {
        return Promise.reject(new RegistryCredentialsNotLockedError(tag, this.lock.file));
    }
}
