import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient, AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { explainedWriting } from "bytenite-core/documents";
import type { StackIdentity } from "../rulesFile/stackPattern";
import { describePack, LEVELS, SEVERITIES, type PackDescription } from "./packDescription";
import { reconcile, type Configuration, type PackConfiguration } from "./reconcile";

/** A resource, as the engine shows it to policies. */
export interface TestResource {
    type: string;
    name: string;
    properties: object;
    /** Absent: the one that it has in the stack that is shown. */
    urn?: string;
}

/** What the pack has against something, without its own name and version. */
export interface Diagnostic {
    policy: string;
    level: ReturnType<typeof LEVELS.get>;
    severity: ReturnType<typeof SEVERITIES.get>;
    message: string;
}

/** Where the engine puts a value that is not known in a preview. Source: @pulumi/policy, proxy.ts. */
export const UNKNOWN = {
    boolean: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    text: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    list: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
} as const;

/** The stack of what is shown, where no other one is told. */
const DEFAULT_STACK: StackIdentity = { project: "project", stack: "dev" };

/** The policy pack in a process of its own, started and asked as the engine does it. */
export class PolicyServer {
    private stack = DEFAULT_STACK;
    private stopped: Promise<void> | undefined;
    private described: { bytes: Buffer; description: PackDescription } | undefined;

    private constructor(
        private readonly child: ChildProcess,
        private readonly client: AnalyzerClient,
        private readonly folder: string,
    ) {}

    /**
     * Starts the pack in the folder of a Pulumi project with the default stack's name and nothing else in it.
     * @param environment variables besides those of this process
     * @param stack what it is told before anything else. "untold": nothing, as in `pulumi policy analyze`
     */
    static async start(
        environment: NodeJS.ProcessEnv = {},
        stack: StackIdentity | "untold" = DEFAULT_STACK,
    ): Promise<PolicyServer> {
        const folder = explainedWriting(tmpdir(), () => {
            const made = mkdtempSync(join(tmpdir(), "bytenite-policy-server-"));
            writeFileSync(join(made, "Pulumi.yaml"), `name: ${DEFAULT_STACK.project}\n`);
            return made;
        });
        // By the package's own name, because the compiled files lie one folder deeper than the sources.
        const packageFolder = dirname(require.resolve("pulumi-bytenite-policies/package.json"));
        const child = spawn(
            process.execPath,
            [join(packageFolder, "bin/policy-pack"), "127.0.0.1:0"],
            {
                cwd: folder,
                stdio: ["ignore", "pipe", "inherit"],
                env: { ...process.env, ...environment },
            },
        );
        const ended = once(child, "exit").then(() => {
            throw new Error("The policy server ended before it could be asked");
        });
        const started = once(createInterface(child.stdout), "line");
        const [port] = (await Promise.race([started, ended])) as [string];
        const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
        const server = new PolicyServer(child, client, folder);
        if (stack !== "untold") await server.configureStack(stack);
        return server;
    }

    /** Once, however often it is called. */
    stop(): Promise<void> {
        return (this.stopped ??= this.end());
    }

    private async end(): Promise<void> {
        this.client.close();
        const { exitCode, signalCode } = this.child;
        if (exitCode === null && signalCode === null) {
            const exited = once(this.child, "exit");
            this.child.kill();
            await exited;
        }
        rmSync(this.folder, { recursive: true });
    }

    /** The stack of what is shown from now on. */
    show(identity: StackIdentity): void {
        this.stack = identity;
    }

    /** Tells the stack that is deployed, as the engine does before anything else. */
    async configureStack(identity: StackIdentity): Promise<void> {
        this.show(identity);
        const { organization = "", project, stack } = identity;
        const request = new proto.AnalyzerStackConfigureRequest();
        request.setOrganization(organization);
        request.setProject(project);
        request.setStack(stack);
        await answer<proto.AnalyzerStackConfigureResponse>((done) =>
            this.client.configureStack(request, done),
        );
    }

    /**
     * Asks for the configuration of the pack's rules file, puts `given` over it as the engine does
     * with --policy-pack-config, and sets that in place of everything that was set before.
     *
     * @param described what the pack has told before, where the rules file is as it was then
     * @returns what is set now, by the name of the policy
     */
    async configure(
        given: PackConfiguration = {},
        described?: PackDescription,
    ): Promise<Record<string, Configuration>> {
        const { policies, initial } = described ?? (await this.describe());
        const reconciled = reconcile(policies, initial, given);
        const request = new proto.ConfigureAnalyzerRequest();
        for (const [name, { enforcementLevel, ...properties }] of Object.entries(reconciled)) {
            const configuration = new proto.PolicyConfig();
            const [number = 0] = [...LEVELS].find(([, known]) => known === enforcementLevel) ?? [];
            configuration.setEnforcementlevel(number);
            configuration.setProperties(toStruct(properties));
            request.getPolicyconfigMap().set(name, configuration);
        }
        await answer<Empty>((done) => this.client.configure(request, done));
        return reconciled;
    }

    /** Shows one resource's inputs. */
    async analyze({ type, name, properties, urn }: TestResource): Promise<Diagnostic[]> {
        const request = new proto.AnalyzeRequest();
        request.setType(type);
        request.setName(name);
        request.setUrn(urn ?? this.urn(type, name));
        request.setProperties(toStruct(properties));
        request.setOptions(resourceOptions());
        return toDiagnostics(await answer((done) => this.client.analyze(request, done)));
    }

    /** Shows all resources of a stack. */
    async analyzeStack(resources: TestResource[]): Promise<Diagnostic[]> {
        const request = new proto.AnalyzeStackRequest();
        request.setResourcesList(
            resources.map(({ type, name, properties, urn }) => {
                const resource = new proto.AnalyzerResource();
                resource.setType(type);
                resource.setName(name);
                resource.setUrn(urn ?? this.urn(type, name));
                resource.setProperties(toStruct(properties));
                resource.setOptions(resourceOptions());
                return resource;
            }),
        );
        return toDiagnostics(await answer((done) => this.client.analyzeStack(request, done)));
    }

    /** What the pack tells about itself. */
    async describe(): Promise<PackDescription> {
        const { path, requestSerialize } = AnalyzerService.getAnalyzerInfo;
        const bytes = await answer<Buffer>((done) =>
            this.client.makeUnaryRequest(
                path,
                requestSerialize,
                (content) => content,
                new Empty(),
                done,
            ),
        );
        // To read the schemas of all policies takes far longer than to judge an app.
        if (!this.described?.bytes.equals(bytes)) {
            const description = describePack(proto.AnalyzerInfo.deserializeBinary(bytes));
            this.described = { bytes, description };
        }
        return this.described.description;
    }

    private urn(type: string, name: string): string {
        return `urn:pulumi:${this.stack.stack}::${this.stack.project}::${type}::${name}`;
    }
}

function answer<Response>(
    ask: (done: (error: ServiceError | null, response?: Response) => void) => unknown,
): Promise<Response> {
    return new Promise((resolve, reject) => {
        ask((error, response) =>
            error ? reject(new Error(error.details)) : resolve(response as Response),
        );
    });
}

function toDiagnostics(response: proto.AnalyzeResponse): Diagnostic[] {
    return response.getDiagnosticsList().map((diagnostic) => ({
        policy: diagnostic.getPolicyname(),
        level: LEVELS.get(diagnostic.getEnforcementlevel()),
        severity: SEVERITIES.get(diagnostic.getSeverity()),
        message: diagnostic.getMessage(),
    }));
}

function resourceOptions(): proto.AnalyzerResourceOptions {
    const options = new proto.AnalyzerResourceOptions();
    options.setCustomtimeouts(new proto.AnalyzerResourceOptions.CustomTimeouts());
    return options;
}

function toStruct(properties: object): Struct {
    return Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
}
