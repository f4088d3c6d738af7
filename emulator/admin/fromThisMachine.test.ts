import type { FastifyRequest } from "fastify";
import { fromThisMachine } from "./fromThisMachine";

// With a host that would do: it is the address that counts.
const from = (remoteAddress: string) =>
    fromThisMachine({
        raw: { socket: { remoteAddress } },
        headers: { host: "localhost:8089" },
    } as FastifyRequest);

describe("the admin calls", () => {
    it.each(["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"])(
        "are for %s",
        async (address) => {
            await expect(from(address)).resolves.toBeUndefined();
        },
    );

    it.each(["192.168.1.2", "10.0.0.1", "fe80::1", "::ffff:192.168.1.2", "::", "0.0.0.0"])(
        "are not for %s",
        async (address) => {
            await expect(from(address)).rejects.toMatchObject({ statusCode: 403 });
        },
    );
});
