import { useEmulator } from "../emulatedClient.testSupport";
import { useProxy, useProxyVariables } from "./proxy.testSupport";

describe("what is on this machine", () => {
    useProxyVariables();
    const proxy = useProxy();
    const server = useEmulator({ catalogue: { apps: [{ name: "render", version: "1.0" }] } });

    it.each(["127.0.0.1", "localhost"])(
        "as %s is asked straight, whatever they say",
        async (host) => {
            for (const name of ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"])
                process.env[name] = proxy.url;
            const endpoint = server.emulator.url.replace("127.0.0.1", host);
            expect((await server.connect({ endpoint }).getApp("render")).name).toBe("render");
            expect(proxy.requests).toEqual([]);
        },
    );
});
