import { withoutSecrets } from "./withoutSecrets";

const secret = (value: unknown) => ({
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    value,
});
const asset = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17" };

describe("withoutSecrets", () => {
    it.each([
        ["a plain value", "text", "text"],
        ["nothing", null, null],
        ["a secret", secret({ minMemory: 64 }), { minMemory: 64 }],
        ["a secret that says that nothing was looked up", secret(false), false],
        ["a secret in a secret", secret(secret("text")), "text"],
        ["secrets in a mapping", { a: { b: secret(1) }, c: 2 }, { a: { b: 1 }, c: 2 }],
        ["secrets in a list", [secret("t4"), "l4"], ["t4", "l4"]],
        ["what is no secret", { file: asset }, { file: asset }],
    ])("shows %s", (_what, value, shown) => {
        expect(withoutSecrets(value)).toEqual(shown);
    });
});
