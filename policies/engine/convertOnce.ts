import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/**
 * Makes the SDK convert each message of the engine's once. It does so for each policy anew, which for all
 * rules took three times as long as to judge. A message that has arrived does not change, and the SDK copies
 * what it gets. Changes the class for the whole process: for a process that is nothing but the pack.
 */
export function convertStructsOnce(): void {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its object below
    const convert = Struct.prototype.toJavaScript;
    const converted = new WeakMap<Struct, ReturnType<typeof convert>>();
    Struct.prototype.toJavaScript = function () {
        const known = converted.get(this);
        if (known) return known;
        const value = convert.call(this);
        converted.set(this, value);
        return value;
    };
}
