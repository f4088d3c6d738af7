import type { AppFacts } from "../../model";

/** What a tag meant when it was locked. */
export interface LockedApp extends AppFacts {
    /** When the content was first seen as it is: RFC 3339, UTC. */
    lockedAt: string;
}

/** The locked apps by their tags, as they were looked up. Not an object: `__proto__` is a tag like any other. */
export type LockedApps = ReadonlyMap<string, LockedApp>;

/** An entry of the lock file, with its keys in the order of the file and nothing but what is named here. */
export function toLockedApp(facts: AppFacts, lockedAt: string): LockedApp {
    return { ...ordered(facts), lockedAt };
}

/** The facts of an entry. */
export function toFacts(locked: LockedApp): AppFacts {
    return ordered(locked);
}

function ordered(facts: AppFacts): AppFacts {
    const { minCpu, minMemory, gpu } = facts.deviceRequirements;
    const { container, privateImage, secrets } = facts.platformConfig;
    return {
        id: facts.id,
        name: facts.name,
        version: facts.version,
        hash: facts.hash,
        revision: facts.revision,
        updatedAt: facts.updatedAt,
        deviceRequirements: {
            ...(minCpu !== undefined && { minCpu }),
            ...(minMemory !== undefined && { minMemory }),
            gpu: [...gpu],
        },
        platform: facts.platform,
        platformConfig: { container, privateImage, secrets: [...secrets] },
        hasRegistryCredentials: facts.hasRegistryCredentials,
        entrypoint: facts.entrypoint,
        owner: facts.owner,
        userName: facts.userName,
        status: facts.status,
        isPublic: facts.isPublic,
        createdAt: facts.createdAt,
        link: facts.link,
        description: facts.description,
    };
}
