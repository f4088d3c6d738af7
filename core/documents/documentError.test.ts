import { DocumentError } from "./documentError";

it("has a code, and a line for each problem, without a stack", () => {
    const error = new DocumentError(["a.yaml:1: one", "a.yaml:2: two"]);
    expect(error).toMatchObject({
        name: "DocumentError",
        code: "DOCUMENT_INVALID",
        message: "a.yaml:1: one\na.yaml:2: two",
        stack: "a.yaml:1: one\na.yaml:2: two [DOCUMENT_INVALID]",
    });
});

it("shows 20 problems and the number of the others", () => {
    const problems = Array.from({ length: 25 }, (_, index) => `a.yaml:${index + 1}: wrong`);
    const error = new DocumentError(problems);
    expect(error.problems).toHaveLength(25);
    expect(error.message.split("\n")).toEqual([...problems.slice(0, 20), "… and 5 more"]);
    expect(new DocumentError(problems.slice(0, 20)).message).not.toContain("more");
});
