/** A figure that the project promises about its own cost. */
export interface Target {
    name: string;
    limit: number;
    /** Whether the limit is the least that is promised. @default the most */
    isLeast?: true;
    /** NaN: not measured, and so not met. */
    measured: number;
}

/** Whether a run of the bench has measured it. */
export function isMeasured({ measured }: Target): boolean {
    return !Number.isNaN(measured);
}

/** Whether what was measured keeps the promise. */
export function isMet({ measured, limit, isLeast }: Target): boolean {
    return isLeast ? measured >= limit : measured <= limit;
}
