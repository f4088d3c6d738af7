import { misspeltVariables } from "./misspeltVariables";

const KNOWN = ["BYTENITE_API_KEY", "BYTENITE_LOCK", "BYTENITE_LOCK_FILE", "BYTENITE_LOG"];

const meant = (names: readonly string[], set: Record<string, string> = {}) =>
    misspeltVariables(
        { ...Object.fromEntries(names.map((name) => [name, "CANARY"])), ...set },
        KNOWN,
    );

it.each([
    ["BYTENITE_APIKEY", "BYTENITE_API_KEY"],
    ["BYTENITE_LOCKS", "BYTENITE_LOCK"],
    ["BYTENITE_lock", "BYTENITE_LOCK"],
    ["BYTENITE_LOKC_FILE", "BYTENITE_LOCK_FILE"],
    ["BYTENTIE_LOCK", "BYTENITE_LOCK"],
    ["ByteNite_Lock", "BYTENITE_LOCK"],
])("%s: is %s meant?", (name, expected) => {
    expect(meant([name])).toEqual([
        `The environment has ${name}, which nothing here reads. Is ${expected} meant?`,
    ]);
});

it.each([
    ["one of ours", ["BYTENITE_LOCK"]],
    ["somebody's own", ["BYTENITE_ORGANISATION", "BYTENITE_URL", "BYTENITE_TOKEN", "BYTENITE_APP"]],
    ["of something else", ["LOCK", "DOCKER_LOCK", "API_KEY", "_LOCK", "BYTENITE_", "BYTENITE", ""]],
])("says nothing of what is %s", (_, names) => {
    expect(meant(names)).toEqual([]);
});

it("says nothing where the one that would be meant is set", () => {
    expect(meant(["BYTENITE_LOCKS"], { BYTENITE_LOCK: "frozen" })).toEqual([]);
    expect(meant(["BYTENITE_LOCKS"], { BYTENITE_LOCK: "" })).toHaveLength(1);
});

it("shows a name as one line, and the names by alphabet", () => {
    expect(meant(["BYTENITE_LOGS", "BYTENITE_LOCK\n"])).toEqual([
        "The environment has BYTENITE_LOCK\\n, which nothing here reads. Is BYTENITE_LOCK meant?",
        "The environment has BYTENITE_LOGS, which nothing here reads. Is BYTENITE_LOG meant?",
    ]);
});
