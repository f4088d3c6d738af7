import { toLcov } from "./lcov";

it("counts a line as often as what is exercised the least on it", () => {
    const part = (line: number, cases: number) => ({
        part: { kind: "baseline", name: "n", line } as const,
        cases,
    });
    expect(toLcov("infra/bytenite.rules.yaml", [part(7, 2), part(3, 1), part(7, 0)])).toBe(
        [
            "TN:",
            "SF:infra/bytenite.rules.yaml",
            "DA:3,1",
            "DA:7,0",
            "LF:2",
            "LH:1",
            "end_of_record",
            "",
        ].join("\n"),
    );
});
