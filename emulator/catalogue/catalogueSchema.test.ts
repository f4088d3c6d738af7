import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { catalogueSchema } from "./catalogueSchema";

describe("the schema of a catalogue", () => {
    interface Schemas {
        [name: string]: { properties?: object };
    }
    const read = (path: string) => parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    const own = (catalogueSchema() as { definitions: Schemas }).definitions;
    const openApi = read(require.resolve("bytenite-core/model/openapi.yaml"));
    const api = (openApi.components as { schemas: Schemas }).schemas;
    const keys = (schema: Schemas[string] | undefined) =>
        Object.keys(schema?.properties ?? {}).sort();

    it("has the API's fields, by their names", () => {
        expect(keys(own.app)).toEqual([...keys(api.appApp), "versions"].sort());
        expect(keys(own.appVersion)).toEqual(keys(api.appApp).filter((key) => key !== "name"));
        expect(keys(own.deviceRequirements)).toEqual(keys(api.commonDeviceRequirements));
        expect(keys(own.platformConfig)).toEqual(keys(api.commonPlatformConfig));
    });
});
