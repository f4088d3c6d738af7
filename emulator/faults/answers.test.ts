import { useEmulator } from "../testing/harness";
import { receiveRaw } from "../testing/rawClient";

const APP = "/dev/apps/hello-world@0.1";

describe("a fault's answer", () => {
    const server = useEmulator();
    const get = (path = APP) => receiveRaw(`${server.emulator.url}${path}`);

    it("plays a sequence of statuses, and then it is over", async () => {
        server.emulator.faults = [
            { tag: "hello-world@0.1", statuses: [503, 429, 200], retryAfter: "2", body: "<html>" },
        ];
        const answers = [];
        for (let i = 0; i < 4; i += 1) answers.push(await get());
        expect(answers.map(({ status }) => status)).toEqual([503, 429, 200, 200]);
        expect(answers.map(({ text }) => text === "<html>")).toEqual([true, true, false, false]);
        expect(answers.map(({ headers }) => headers["retry-after"])).toEqual([
            "2",
            "2",
            undefined,
            undefined,
        ]);
        expect(server.emulator.faults[0]?.statuses).toEqual([]);
    });

    it("lets the next fault play after its sequence, and not during it", async () => {
        const faults = [{ statuses: [503, 200] }, { status: 500 }];
        server.emulator.faults = faults;
        const statuses = [];
        for (let i = 0; i < 3; i += 1) statuses.push((await get()).status);
        expect(statuses).toEqual([503, 200, 500]);
        expect(faults[0]?.statuses).toEqual([503, 200]);
    });

    it("redirects with 302, or another status, without a body's help", async () => {
        server.emulator.faults = [
            { redirect: "https://elsewhere.example/", times: 1 },
            { redirect: "/v1/dev/apps", status: 308 },
        ];
        expect(await get()).toMatchObject({
            status: 302,
            headers: { location: "https://elsewhere.example/" },
        });
        expect(await get()).toMatchObject({ status: 308, headers: { location: "/v1/dev/apps" } });
    });

    it("has the wrong content type, of the ordinary answer and of a failure", async () => {
        server.emulator.faults = [
            { contentType: "text/html", times: 1 },
            { contentType: "text/html", status: 502, body: "<h1>Bad gateway</h1>" },
        ];
        const ordinary = await get();
        expect(ordinary).toMatchObject({ status: 200, headers: { "content-type": "text/html" } });
        expect(JSON.parse(ordinary.text)).toMatchObject({ app: { name: "hello-world" } });
        expect(await get()).toMatchObject({
            status: 502,
            headers: { "content-type": "text/html" },
            text: "<h1>Bad gateway</h1>",
        });
    });
});
