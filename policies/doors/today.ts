/**
 * The day on which apps are judged, in UTC: YYYY-MM-DD. BYTENITE_TODAY is for tests of rules, whose waivers
 * must not expire with the years.
 */
export function today(environment: NodeJS.ProcessEnv): string {
    return environment.BYTENITE_TODAY ?? new Date().toISOString().slice(0, 10);
}
