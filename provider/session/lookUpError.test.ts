import { inspect } from "node:util";
import { RunError } from "@pulumi/pulumi";
import { ByteNiteError } from "bytenite-core/client";
import { LookUpError } from "./lookUpError";
import { LookUpReport } from "./lookUpReport";

describe("LookUpError", () => {
    it("is shown by Pulumi as its message alone", async () => {
        const error = await new LookUpReport()
            .run({ caller: "App", opening: "App: ", outcome: "" }, () =>
                Promise.reject(new ByteNiteError("TIMEOUT", "Too late.")),
            )
            .catch((reason: unknown) => reason as LookUpError);
        expect(RunError.isInstance(error)).toBe(true);
        expect(error).toMatchObject({
            code: "TIMEOUT",
            message: "App: Too late. [TIMEOUT]",
            stack: "App: Too late. [TIMEOUT]",
        });
        expect(inspect(error)).toContain("App: Too late.");
        expect(inspect(error)).not.toContain("    at ");
    });

    it("keeps its message, whatever the SDK puts in front", () => {
        const error = new LookUpError("Too late.", "TIMEOUT");
        error.message = `property version: ${error.message}`;
        expect(error.message).toBe("Too late. [TIMEOUT]");
    });
});
