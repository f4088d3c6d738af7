import { useEmulator } from "../testing/harness";
import { receiveRaw } from "../testing/rawClient";
import type { Page } from "./paging";

const NAMES = ["a", "b", "c", "d", "e"];
const apps = NAMES.map((name) => ({ name, version: "1.0" }));

describe("a fault of paging", () => {
    const server = useEmulator({ catalogue: { apps } });
    const page = async (offset: number, limit = 2) => {
        const query = `pagination.limit=${limit}&pagination.offset=${offset}`;
        const { status, text } = await receiveRaw(`${server.emulator.url}/dev/apps?${query}`);
        expect(status).toBe(200);
        const { apps, ...rest } = JSON.parse(text) as Page<{ name: string }>;
        return { names: apps.map(({ name }) => name).join(""), ...rest };
    };
    const pages = async () => [await page(0), await page(2), await page(4)];
    const names = async () => (await pages()).map(({ names }) => names);

    it("leaves the pagination away", async () => {
        server.emulator.faults = [{ paging: "no-pagination" }];
        expect(await page(0)).toEqual({ names: "ab" });
    });

    it("tells one too many, or another number of apps", async () => {
        server.emulator.faults = [{ paging: "wrong-total" }];
        const ordinary = { offset: 2, hasPrevious: true, hasNext: true };
        expect(await page(2)).toEqual({ names: "cd", pagination: { total: 6, ...ordinary } });
        server.emulator.faults = [{ paging: "wrong-total:1" }];
        expect(await page(2)).toEqual({ names: "cd", pagination: { total: 1, ...ordinary } });
    });

    it("repeats the first page", async () => {
        server.emulator.faults = [{ paging: "repeat" }];
        expect(await names()).toEqual(["ab", "ab", "ab"]);
        expect((await pages()).map(({ pagination }) => pagination)).toEqual([
            { total: 5, offset: 0, hasPrevious: false, hasNext: true },
            { total: 5, offset: 2, hasPrevious: true, hasNext: true },
            { total: 5, offset: 4, hasPrevious: true, hasNext: false },
        ]);
    });

    it("never ends", async () => {
        server.emulator.faults = [{ paging: "endless" }];
        expect(await names()).toEqual(["ab", "cd", "e"]);
        const pagination = { total: 5, offset: 600, hasPrevious: true, hasNext: true };
        expect(await page(600)).toEqual({ names: "", pagination });
    });

    it("moves an app while the list is read: one is missed, one is seen twice", async () => {
        server.emulator.faults = [{ paging: "moving" }];
        expect(await names()).toEqual(["ab", "de", "a"]);
    });

    it("lowers the limit", async () => {
        server.emulator.faults = [{ paging: "capped:3" }];
        expect((await page(0)).names).toBe("ab");
        const pagination = { total: 5, offset: 0, hasPrevious: false, hasNext: true };
        expect(await page(0, 100)).toEqual({ names: "abc", pagination });
        expect((await page(3, 100)).names).toBe("de");
    });

    it("changes nothing else", async () => {
        server.emulator.faults = [{ paging: "no-pagination" }];
        const { status } = await receiveRaw(`${server.emulator.url}/dev/apps/a@1.0`);
        expect(status).toBe(200);
    });
});
