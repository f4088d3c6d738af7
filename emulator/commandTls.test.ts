import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { READY, start } from "./testing/command";
import { receiveRaw } from "./testing/rawClient";

describe("bytenite-emulator with TLS", () => {
    const folder = mkdtempSync(join(tmpdir(), "bytenite-emulator-"));
    afterAll(() => rmSync(folder, { recursive: true }));
    const contentsOf = (files: string) =>
        Object.fromEntries(
            readdirSync(files).map((name) => [name, readFileSync(join(files, name), "utf8")]),
        );

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

    it.each(["ca.pem", "client.pem", "client-key.pem"])(
        "leaves a %s alone that is somebody's own",
        async (name) => {
            const files = join(folder, `of somebody with a ${name}`);
            const options = ["--port", "0", "--tls", files, "--require-client-certificate"];
            const first = start(...options);
            await first.until(READY);
            // Not the key of the certificate beside it.
            const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
            const own = privateKey.export({ type: "pkcs8", format: "pem" });
            writeFileSync(join(files, name), own);
            const before = contentsOf(files);
            const command = start(...options);
            expect(await command.exit).toMatchObject({ code: 1 });
            expect(command.stderr()).toBe(
                `error: the certificates can't be written to ${files} (${name} is there already, and is not the emulator's): choose another --tls [FILE_NOT_WRITTEN]\n`,
            );
            expect(contentsOf(files)).toEqual(before);
        },
    );

    it("leaves an authority alone to which somebody has added another", async () => {
        const files = join(folder, "two authorities");
        await start("--port", "0", "--tls", files).until(READY);
        const path = join(files, "ca.pem");
        writeFileSync(path, readFileSync(path, "utf8").repeat(2));
        const command = start("--port", "0", "--tls", files);
        expect(await command.exit).toMatchObject({ code: 1 });
        expect(command.stderr()).toContain("ca.pem is there already");
    });

    it("removes its own certificate of a client that it no longer asks for", async () => {
        const files = join(folder, "a client no more");
        const options = ["--port", "0", "--tls", files];
        await start(...options, "--require-client-certificate").until(READY);
        await start(...options).until(READY);
        expect(Object.keys(contentsOf(files))).toEqual(["ca.pem"]);
    });

    it("ends although a client says nothing", async () => {
        const command = start("--port", "0", "--tls", join(folder, "a silent client"));
        const { port } = new URL((await command.until(READY))[1] ?? "");
        const silent = connect(Number(port), "127.0.0.1");
        await once(silent, "connect");
        command.child.kill();
        expect(await command.exit).toEqual({ code: 0, signal: null });
        silent.destroy();
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
