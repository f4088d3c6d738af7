import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that answers as a test says, for answers that the emulator would never give. */
export interface RawServer {
    /** Base URL, without a slash at its end. */
    readonly url: string;
    /** The requests so far, in their order of arrival. */
    readonly requests: readonly IncomingMessage[];
    /** How many requests were under way at the same time, at most. */
    readonly mostAtOnce: number;
    /** The answer to the requests from now on. */
    answer: RequestListener;
}

/** A raw server for each test. */
export function useRawServer(): RawServer {
    const requests: IncomingMessage[] = [];
    let answer: RequestListener;
    let underWay = 0;
    let mostAtOnce = 0;
    const server = createServer((request, response) => {
        requests.push(request);
        underWay += 1;
        mostAtOnce = Math.max(mostAtOnce, underWay);
        response.on("close", () => (underWay -= 1));
        answer(request, response);
    });
    beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
    beforeEach(() => {
        requests.length = 0;
        mostAtOnce = 0;
        answer = (_request, response) => response.end("{}");
    });
    afterEach(() => server.closeAllConnections());
    afterAll(() => new Promise((resolve) => server.close(resolve)));
    return {
        get url() {
            return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        },
        requests,
        get mostAtOnce() {
            return mostAtOnce;
        },
        get answer() {
            return answer;
        },
        set answer(wanted) {
            answer = wanted;
        },
    };
}
