import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { READY, start } from "./testing/command";
import { receiveRaw } from "./testing/rawClient";

describe("bytenite-emulator with TLS", () => {
    const folder = mkdtempSync(join(tmpdir(), "bytenite-emulator-"));
    afterAll(() => rmSync(folder, { recursive: true }));

    it("writes the authority, by which clients trust it", async () => {
        const files = join(folder, "it's new", "tls");
        const command = start("--port", "0", "--tls", files);
        const url = (await command.until(READY))[1] ?? "";
        expect(url).toMatch(/^https:/);
        expect(command.stdout()).toContain(
            `\n  export BYTENITE_CA_FILE='${files.replace("'", `'\\''`)}/ca.pem'\nByteNite emulator ready: `,
        );
        const ca = readFileSync(join(files, "ca.pem"));
        // Without a valid token.
        expect(await receiveRaw(`${url}/dev/apps`, { ca })).toMatchObject({ status: 401 });
        expect(await receiveRaw(`${url}/dev/apps`)).toMatchObject({
            status: undefined,
            error: expect.stringMatching(/SELF_SIGNED|UNABLE_TO|VERIFY/) as string,
        });
    });

    it("writes what lets a client in, for its owner only", async () => {
        const files = join(folder, "a client");
        const path = (name: string) => join(files, name);
        const options = ["--port", "0", "--tls", files, "--require-client-certificate"];
        await start(...options).until(READY);
        const command = start(...options);
        const url = (await command.until(READY))[1] ?? "";
        expect(command.stdout()).toContain(
            [
                `  export BYTENITE_CA_FILE='${path("ca.pem")}'`,
                `  export BYTENITE_CLIENT_CERTIFICATE_FILE='${path("client.pem")}'`,
                `  export BYTENITE_CLIENT_KEY_FILE='${path("client-key.pem")}'`,
                "ByteNite emulator ready: ",
            ].join("\n"),
        );
        expect(statSync(path("client-key.pem")).mode & 0o777).toBe(0o600);
        const ca = readFileSync(path("ca.pem"));
        const cert = readFileSync(path("client.pem"));
        const key = readFileSync(path("client-key.pem"));
        const get = (options: object) => receiveRaw(`${url}/dev/apps`, options);
        expect(await get({ ca, cert, key })).toMatchObject({ status: 401 });
        expect(await get({ ca })).toMatchObject({ status: undefined });
    });

    it("ends if it can't write there", async () => {
        const file = join(folder, "file");
        writeFileSync(file, "");
        const command = start("--port", "0", "--tls", file);
        expect(await command.exit).toMatchObject({ code: 1 });
        expect(command.stderr()).toContain(`error: the certificates can't be written to ${file} (`);
        expect(command.stderr()).toContain("): choose another --tls [FILE_NOT_WRITTEN]\n");
        expect(command.stdout()).toBe("");
    });
});
