import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { startEmulator } from "bytenite-emulator";
import { ByteNiteClient } from "../../core/client/client";
import { formatLockFile } from "../../core/client/lockFile/format";
import { facts } from "../../core/client/lockFile/lockFile.testSupport";
import { readLockFile } from "../../core/client/lockFile/readLockFile";
import { merge } from "../../core/client/lockFile/recordApps";
import { lockFileAt } from "../../core/client/lockFile/lockSettings";
import { credentialsFileSource } from "../../core/client/settings/credentialsFile";
import { readSettings } from "../../core/client/settings/readSettings";
import { programSource } from "../../core/client/settings/settings.testSupport";
import { readInput } from "../../policies/doors/input";
import { projectAbove } from "../../policies/rulesFile/projectFolder";
import { readState } from "../../policies/doors/state/state";
import { loadRulesFile } from "../../policies/rulesFile/load";
import { readRulesTestFile } from "../../policies/testing/rulesTestFile";
import { filesOfEmulator } from "./filesOfEmulator";
import { REPOSITORY } from "./isolation";
import { CREDENTIAL, json, type ReadFile, type ReadingCommand } from "./readFile";

const ADDRESS = { endpoint: "http://127.0.0.1:1", accessToken: CREDENTIAL, retries: 0 };
const LOCKED = merge(new Map(), new Map([["render@1.0", facts()]]), new Date("2026-01-15"));
const POLICIES = join(REPOSITORY, "policies/bin/bytenite-policies.js");
const PROVIDER = join(REPOSITORY, "provider/bin/pulumi-bytenite.js");
const TESTING = join(REPOSITORY, "policies/dist/testing");
const CHECK_RULES = `
require(${JSON.stringify(TESTING)}).checkRules(process.argv[1]).catch(({ message }) => {
    console.error(message);
    process.exitCode = 2;
});`;

/** Every file that we read, and an end for what was begun. */
export async function openReadFiles(): Promise<{ files: ReadFile[]; close: () => Promise<void> }> {
    const emulator = await startEmulator({
        catalogue: { apps: [{ name: "render", version: "1.0" }] },
        accessTokens: [CREDENTIAL],
        tls: { requireClientCertificate: true },
    });
    const pem = {
        caFile: emulator.certificateAuthority ?? "",
        clientCertificateFile: emulator.clientCertificate?.certificate ?? "",
        clientKeyFile: emulator.clientCertificate?.key ?? "",
    };
    const files = [...filesOfPolicies(), ...filesOfProvider(), ...filesOfEmulator()];
    const certificates = Object.keys(pem) as (keyof typeof pem)[];
    return {
        files: [...files, ...certificates.map((setting) => pemFile(setting, pem, emulator.url))],
        close: () => emulator.close(),
    };
}

function filesOfPolicies(): ReadFile[] {
    const rules = (path: string, exitCode = 2): ReadingCommand => ({
        args: [POLICIES, "--rules", path, "rules"],
        exitCode,
    });
    /** A rules file beside the file, that names it. */
    const namedIn = (path: string, key: string) => {
        const rulesFile = join(dirname(path), "bytenite.rules.yaml");
        writeFileSync(rulesFile, `${key}: ${JSON.stringify(path)}`);
        return rulesFile;
    };
    return [
        {
            name: "bytenite.rules.yaml",
            ...json({
                defaults: { onUnknown: "fail", apps: ["render"] },
                rules: {
                    all: "disabled",
                    "gpu-allowed": { enforcementLevel: "mandatory", allow: ["T4"] },
                    "memory-minimum": { minimum: 4 },
                    "name-pattern": { pattern: "[a-z]+" },
                },
                environments: { production: { stacks: ["shop/prod"], rules: {} } },
                waivers: [
                    {
                        rule: "gpu-allowed",
                        app: "a@*",
                        reason: "r",
                        owner: "o",
                        expires: "2030-01-01",
                    },
                ],
                catalogue: {
                    gpus: { models: [{ name: "nvidia x1", family: "blackwell", vram: 8 }] },
                    prices: { currency: "EUR", cpuHour: 0.03, gpuHours: { T4: 0.35 } },
                },
            }),
            read: (path) => loadRulesFile(path, dirname(path)),
            command: rules,
        },
        {
            name: "bytenite.baseline.json",
            ...json({
                schemaVersion: 1,
                findings: [{ rule: "gpu-allowed", app: "a@1.0", field: "gpu", found: ["h100"] }],
            }),
            read: (path) => loadRulesFile(namedIn(path, "baseline"), dirname(path)),
            command: (path) => rules(namedIn(path, "baseline")),
        },
        {
            name: "bytenite.hashes.json",
            ...json({
                apps: { "a@1.0": { hash: "XwWhfXVYqXztGsOgdu6CM5ZWvf9CM+bFb4LxKWLcPic=" } },
            }),
            read: (path) => loadRulesFile(namedIn(path, "lock"), dirname(path)),
            command: (path) => rules(namedIn(path, "lock")),
        },
        {
            name: "bytenite.rules.test.yaml",
            ...json({
                rulesFile: "bytenite.rules.yaml",
                today: "2026-01-15",
                stack: "shop/prod",
                cases: [
                    {
                        case: "an app",
                        app: { tag: "a@1.0", deviceRequirements: { gpu: ["T4"], minCpu: 1 } },
                        finds: [{ rule: "gpu-allowed", level: "mandatory", contains: "T4" }],
                    },
                ],
            }),
            read: readRulesTestFile,
            command: (path) => ({ args: ["--eval", CHECK_RULES, path], exitCode: 2 }),
        },
        {
            name: "state.json",
            ...json({
                version: 3,
                deployment: {
                    resources: [
                        {
                            urn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod",
                            type: "pulumi:pulumi:Stack",
                            outputs: { app: { tag: "a@1.0", deviceRequirements: { gpu: ["T4"] } } },
                        },
                        {
                            urn: "urn:pulumi:prod::shop::bytenite:index:App::a",
                            type: "bytenite:index:App",
                            inputs: { tag: "a@1.0", secret: { value: CREDENTIAL } },
                        },
                    ],
                },
            }),
            read: async (path) => {
                const { text, shownAs } = await readInput(path);
                return readState(text, shownAs);
            },
            command: (path) => ({ args: [POLICIES, "check", path], exitCode: 2 }),
            takesPipes: true,
        },
        {
            name: "Pulumi.yaml",
            ...json({ name: "shop", runtime: "nodejs", config: { "bytenite:retries": 1 } }),
            read: (path) => projectAbove(dirname(path)),
            command: (path) => ({ ...rules(path, 0), args: [POLICIES, "rules"] }),
        },
    ];
}

function filesOfProvider(): ReadFile[] {
    const lock = (environment: NodeJS.ProcessEnv, ...args: string[]): ReadingCommand => ({
        args: [PROVIDER, "lock", ...args, "a@1.0"],
        environment,
        exitCode: 2,
    });
    return [
        {
            name: "bytenite.lock.json",
            ...json(JSON.parse(formatLockFile(LOCKED)) as object),
            read: (path) => readLockFile(lockFileAt(path)),
            command: (path) => lock({ BYTENITE_ACCESS_TOKEN: CREDENTIAL }, "--file", path),
        },
        {
            name: "credentials.json",
            ...json({ endpoint: "http://127.0.0.1:1", apiKey: CREDENTIAL }),
            read: (path) =>
                readSettings([credentialsFileSource({ BYTENITE_CREDENTIALS_FILE: path })], {
                    environment: {},
                }),
            command: (path) => lock({ BYTENITE_CREDENTIALS_FILE: path }),
        },
    ];
}

type Pem = Record<"caFile" | "clientCertificateFile" | "clientKeyFile", string>;

function pemFile(setting: keyof Pem, pem: Pem, endpoint: string): ReadFile {
    /** The other files, without a mistake. */
    const settingsFor = (path: string) =>
        Object.fromEntries(
            Object.entries(pem).map(([name, content]) => {
                if (name === setting) return [name, path];
                const other = join(dirname(path), `${name}.pem`);
                writeFileSync(other, content);
                return [name, other];
            }),
        );
    return {
        name: `${setting}-which-is-tried.pem`,
        valid: pem[setting],
        read: (path) => {
            const settings = programSource({ ...ADDRESS, ...settingsFor(path), endpoint });
            const { transport, credentials } = readSettings([settings], { environment: {} });
            return new ByteNiteClient(transport, credentials).getApp("render@1.0");
        },
        command: (path) => {
            const { caFile, clientCertificateFile, clientKeyFile } = settingsFor(path);
            return {
                args: [PROVIDER, "lock", "render@1.0"],
                environment: {
                    BYTENITE_ENDPOINT: endpoint,
                    BYTENITE_ACCESS_TOKEN: CREDENTIAL,
                    BYTENITE_CA_FILE: caFile,
                    BYTENITE_CLIENT_CERTIFICATE_FILE: clientCertificateFile,
                    BYTENITE_CLIENT_KEY_FILE: clientKeyFile,
                },
                exitCode: 2,
            };
        },
    };
}
