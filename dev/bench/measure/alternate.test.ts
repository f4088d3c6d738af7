import { alternate } from "./alternate";

it("takes the tasks in turn and keeps what each one gave", async () => {
    const order: string[] = [];
    const task = (name: string) => () => Promise.resolve(order.push(name));

    const results = await alternate(2, { a: task("a"), b: task("b") });

    expect(order).toEqual(["a", "b", "a", "b"]);
    expect(results).toEqual({ a: [1, 3], b: [2, 4] });
});
