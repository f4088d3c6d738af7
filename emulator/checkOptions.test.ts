import { startEmulator } from "./index";
import type { EmulatorOptions } from "./index";

describe("startEmulator", () => {
    it.each<[EmulatorOptions, string]>([
        [
            { latency: -1 },
            "latency must be a whole number from 0 to 2147483647, found the number -1",
        ],
        [
            { jitter: 0.5 },
            "jitter must be a whole number from 0 to 2147483647, found the number 0.5",
        ],
        [{ port: 65_536 }, "port must be a whole number from 0 to 65535, found the number 65536"],
        [
            { tokenLifetime: 0 },
            "tokenLifetime must be a whole number of at least 1, found the number 0",
        ],
        [
            { maxPageSize: 0 },
            "maxPageSize must be a whole number of at least 1, found the number 0",
        ],
        [
            { rateLimit: { requests: 0, seconds: 1 } },
            "rateLimit.requests must be a whole number of at least 1, found the number 0",
        ],
        [
            { rateLimit: { requests: 1, seconds: 0 } },
            "rateLimit.seconds must be a number above 0 and of at most 999999999, found the number 0",
        ],
        [
            { errorShape: "html" as "generic" },
            'errorShape must be one of generic, rpcStatus, found the text "html"',
        ],
        [
            { tls: { requireClientCertificates: true } as object },
            'tls has the unknown key "requireClientCertificates"; did you mean "requireClientCertificate"?',
        ],
        [{ host: "" }, 'host must be a text with at least one character, found the text ""'],
        [{ now: 5 } as object, "now must be a function"],
        [{ log: "stderr" } as object, "log must have the functions info and error"],
        [
            { log: { info: () => undefined } } as object,
            "log must have the functions info and error",
        ],
        [{ admin: true, host: "192.0.2.1" }, "admin needs a host of this machine: leave host out"],
        [{ faults: 5 } as object, "faults must be a list of faults, found the number 5"],
        [{ faults: [null] } as object, "faults[0] must be a mapping that says what goes wrong"],
        [{ faults: [{ statuses: 5 }] } as object, "faults[0].statuses must be a list of HTTP"],
        [{ catalogue: 5 } as object, "the catalogue must be a mapping with the key apps"],
        [
            { latancy: 5 } as object,
            'the options has the unknown key "latancy"; did you mean "latency"?',
        ],
    ])("refuses %j", async (options, problem) => {
        const problems: unknown = await startEmulator(options).catch(
            (error: { problems: string[] }) => error.problems,
        );
        expect(problems).toEqual([expect.stringContaining(problem)]);
    });

    it("takes the default for an option that is undefined", async () => {
        const options = {
            latency: undefined,
            accessTokens: undefined,
        } as unknown as EmulatorOptions;
        const emulator = await startEmulator(options);
        expect((await fetch(`${emulator.url}/dev/apps`)).status).toBe(401);
        await emulator.close();
    });
});
