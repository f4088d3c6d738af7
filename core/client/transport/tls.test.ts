import { API_KEY, useEmulator } from "../emulatedClient.testSupport";

const CATALOGUE = { apps: [{ name: "render", version: "1.0" }] };

describe("a server with a certificate of its own authority", () => {
    const server = useEmulator({ catalogue: CATALOGUE, tls: true });

    it("is asked by who trusts the authority", async () => {
        const ca = server.emulator.certificateAuthority ?? "";
        expect((await server.connect({ tls: { ca } }).getApp("render")).name).toBe("render");
    });

    it("is not asked by anyone else, who learns what to do", async () => {
        await expect(server.connect().getApp("render")).rejects.toMatchObject({
            code: "UNREACHABLE",
            message: expect.stringMatching(
                /^The certificate of https:\/\/127\.0\.0\.1:\d+\/v1 is not one to trust \([A-Z_]+\), so an access token was not asked for\. .* caFile=ca\.pem$/,
            ) as string,
        });
        expect(server.emulator.countRequests()).toBe(0);
    });
});

describe("a server that knows its clients by their certificates", () => {
    const server = useEmulator({ catalogue: CATALOGUE, tls: { requireClientCertificate: true } });

    it("lets in who has one", async () => {
        const { certificateAuthority: ca = "", clientCertificate } = server.emulator;
        const { certificate: cert = "", key = "" } = clientCertificate ?? {};
        const client = server.connect({ tls: { ca, cert, key } });
        expect((await client.getApp("render")).name).toBe("render");
    });

    it("lets in nobody else", async () => {
        const { certificateAuthority: ca = "" } = server.emulator;
        const client = server.connect({ retries: 0, tls: { ca } });
        const error = await client.getApp("render").catch((reason: unknown) => reason);
        expect(error).toMatchObject({ code: "UNREACHABLE" });
        expect((error as Error).message).not.toContain(API_KEY);
        expect(server.emulator.countRequests()).toBe(0);
    });
});
