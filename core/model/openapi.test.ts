import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { openApiFacts } from "./openapi.testSupport";

const OPENAPI = join(__dirname, "openapi/bytenite.openapi.yaml");
const ours = openApiFacts(
    parse(readFileSync(OPENAPI, "utf8")) as Parameters<typeof openApiFacts>[0],
);
const published = JSON.parse(
    readFileSync(join(__dirname, "openapi/published-apps.json"), "utf8"),
) as typeof ours & { source: string };

describe("the description of the API", () => {
    it("has the address and the authentication that ByteNite published", () => {
        expect(ours.servers).toEqual(published.servers);
        expect(ours.security).toEqual(published.security);
        expect(ours.securitySchemes).toEqual(published.securitySchemes);
    });

    it("has the operations that ByteNite published, and the token exchange, which stands elsewhere", () => {
        expect(Object.keys(ours.operations).sort()).toEqual(
            [...Object.keys(published.operations), "/auth/access_token"].sort(),
        );
    });

    it.each(Object.keys(published.operations))(
        "has the parameters and answers of %s as published",
        (path) => {
            expect(ours.operations[path]).toEqual(published.operations[path]);
        },
    );

    it("has the schemas that ByteNite published, and those of the token exchange", () => {
        expect(Object.keys(ours.schemas).sort()).toEqual(
            [
                ...Object.keys(published.schemas),
                "authAccessTokenRequest",
                "authAccessTokenResponse",
            ].sort(),
        );
    });

    it.each(Object.keys(published.schemas))("has the schema %s as published", (name) => {
        expect(ours.schemas[name]).toEqual(published.schemas[name]);
    });

    it("is compared with the three operations of the page about apps, and without its texts", () => {
        expect(Object.keys(published.operations)).toEqual([
            "/apps",
            "/apps/{appTag}",
            "/apps/{appTag}/status",
        ]);
        expect(JSON.stringify(published)).not.toMatch(/"(description|title|summary)":"/);
    });

    it("has the generated types of today", async () => {
        const folder = mkdtempSync(join(tmpdir(), "bytenite-model-"));
        try {
            const file = join(folder, "api.ts");
            const generator = join(
                require.resolve("openapi-typescript/package.json"),
                "../bin/cli.js",
            );
            await promisify(execFile)(process.execPath, [generator, OPENAPI, "--output", file]);
            const committed = readFileSync(join(__dirname, "api.generated.ts"), "utf8");
            expect(committed).toBe(readFileSync(file, "utf8"));
        } finally {
            rmSync(folder, { recursive: true });
        }
    });
});

describe("openApiFacts", () => {
    it("finds what is shared, referred to and called description", () => {
        const facts = openApiFacts({
            paths: {
                "/a": {
                    parameters: [{ $ref: "#/components/parameters/b" }],
                    get: {
                        summary: "text",
                        operationId: "A",
                        responses: { "200": { $ref: "#/components/responses/c" } },
                    },
                },
            },
            components: {
                parameters: { b: { name: "b", in: "path", description: "text" } },
                responses: { c: { content: { "application/json": { schema: { type: "null" } } } } },
                schemas: {
                    d: { title: "text", properties: { description: { title: "text", type: "x" } } },
                },
            },
        });
        expect(facts.operations["/a"]?.get).toEqual({
            operationId: "A",
            parameters: [{ name: "b", in: "path" }],
            responses: { "200": { type: "null" } },
        });
        expect(facts.schemas).toEqual({ d: { properties: { description: { type: "x" } } } });
    });
});
