import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { environmentSource, SETTING_NAMES } from "bytenite-core/client";
import { misspeltNames, VARIABLES } from "./variables";

const { nameOf } = environmentSource({});
const OF_THE_CLIENT = SETTING_NAMES.map((setting) => nameOf(setting) ?? "");

it("all variables that the sources name are known, and all that are known are named", () => {
    const folder = join(__dirname, "..");
    const named = readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) =>
            /^(?!(dist|node_modules)\/).*(?<!\.test|testSupport|variables)\.ts$/.test(file),
        )
        .flatMap(
            (file) => readFileSync(join(folder, file), "utf8").match(/BYTENITE_[A-Z_]+/g) ?? [],
        );
    const ours = new Set(named.filter((name) => !OF_THE_CLIENT.includes(name)));
    expect([...ours].sort()).toEqual(VARIABLES);
});

it.each(VARIABLES)("%s, misspelt, is asked about", (name) => {
    const misspelt = `${name}S`;
    expect(misspeltNames({ [misspelt]: "CANARY" })).toEqual([
        `The environment has ${misspelt}, which nothing here reads. Is ${name} meant?`,
    ]);
});

it("the client's variables are none of these", () => {
    const set = [...OF_THE_CLIENT, "BYTENITE_LOG", "BYTENITE_CREDENTIALS_FILE"];
    expect(misspeltNames(Object.fromEntries(set.map((name) => [name, "x"])))).toEqual([]);
});
