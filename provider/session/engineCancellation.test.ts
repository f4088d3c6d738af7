import { connect, createServer } from "node:http2";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { engineCancellation } from "./engineCancellation";

describe("engineCancellation", () => {
    const server = createServer((_request, response) => response.end());
    beforeAll(() => once(server.listen(0, "127.0.0.1"), "listening"));
    afterAll(() => void server.close());

    /** Calls as the engine does: gRPC is HTTP/2. */
    async function call(path: string): Promise<void> {
        const client = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
        const stream = client.request({ ":method": "POST", ":path": path });
        stream.resume().end();
        await once(stream, "close");
        client.close();
    }

    it("aborts when the engine calls Cancel, and by no other call", async () => {
        const signal = engineCancellation();
        await call("/pulumirpc.ResourceProvider/Read");
        expect(signal.aborted).toBe(false);
        await call("/pulumirpc.ResourceProvider/Cancel");
        expect(signal.aborted).toBe(true);
        expect(engineCancellation()).toBe(signal);
    });
});
