import { versionTag, type AppFacts } from "bytenite-core/model";

/** What tells whether two answers are about the same app. */
export function appIdentity(app: AppFacts): string {
    return app.id || versionTag(app);
}

/** Each app once, however many tags name it. */
export function distinctApps(apps: readonly AppFacts[]): AppFacts[] {
    return [...new Map(apps.map((app) => [appIdentity(app), app])).values()];
}
