import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { readPropertiesOnce, type PropertyReader } from "./readOnce";

// eslint-disable-next-line @typescript-eslint/no-require-imports -- it has no types
const sdk = require("@pulumi/policy/deserialize") as PropertyReader;
const { deserializeProperties: original } = sdk;

const message = () =>
    Struct.fromJavaScript({ tag: "render@1.0", deviceRequirements: { gpu: ["T4"] } });

it("the SDK reads the properties of a message once, and those of each message", () => {
    const [first, second] = [message(), message()];
    expect(original(first, false)).not.toBe(original(first, false));

    readPropertiesOnce();

    const read = sdk.deserializeProperties(first, false);
    expect(read).toEqual(original(first, false));
    expect(sdk.deserializeProperties(first, false)).toBe(read);
    expect(sdk.deserializeProperties(second, false)).not.toBe(read);
    expect(sdk.deserializeProperties(second, false)).toEqual(read);
});

it("where policies may write, each message is read anew", () => {
    readPropertiesOnce();
    const one = message();
    expect(sdk.deserializeProperties(one, true)).not.toBe(sdk.deserializeProperties(one, true));
});
