import { showPath } from "./path";
import type { Path } from "./path";

it.each<[Path, string]>([
    [[], "the file"],
    [["apps", 0, "versions", 12, "status"], "apps[0].versions[12].status"],
    [["rules", "gpu-allowed", "allow", 2], "rules.gpu-allowed.allow[2]"],
    [[3, "name"], "[3].name"],
    [["rules", "a.b", "c"], 'rules["a.b"].c'],
    [["render@1.0"], '["render@1.0"]'],
    [["a", "2"], 'a["2"]'],
    [["a", ""], 'a[""]'],
    [["a", 'say "no"\n\u001b[2J\u202e'], 'a["say \\"no\\"\\n\\u001b[2J\\u202e"]'],
    [["__proto__", "x"], "__proto__.x"],
    [["k".repeat(61)], `["${"k".repeat(60)}"… (1 more character)]`],
])("%j", (path, expected) => {
    expect(showPath(path, "the file")).toBe(expected);
});
