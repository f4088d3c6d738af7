import type { IAnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type {
    AnalyzeDiagnostic,
    AnalyzeRequest,
    AnalyzeResponse,
    AnalyzerInfo,
    AnalyzerStackConfigureRequest,
    ConfigureAnalyzerRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { EnforcementLevel } from "../contract/settings";
import type { StackIdentity } from "../rulesFile/stackPattern";
import { requireOfSdk } from "./requireOfSdk";
import { withoutSecrets } from "./withoutSecrets";

/** What the engine tells a policy pack, of which the SDK shows its policies only a part. */
export interface EngineCalls {
    /** The stack that is deployed. `undefined`: not told, as in `pulumi policy analyze`. */
    readonly stack: StackIdentity | undefined;
    /** The level that the engine has configured for each policy, by its name. */
    readonly levels: ReadonlyMap<string, EnforcementLevel | typeof UNDECIDED>;
    /** The names of the policies that the pack has told the engine: it configures others too, and never asks them. */
    readonly served: ReadonlySet<string>;
    /** By the URN of an `App`, what ByteNite says now of facts that the program keeps from changing. */
    readonly lookedUp: ReadonlyMap<string, unknown>;
    /** Gets called when the engine asks which policies there are, before the SDK looks at them. */
    onAsked: (() => void) | undefined;
    /** Gets called when a resource was refused: an update ends there, and its stack is not judged. */
    onRefused: (() => void) | undefined;
    /** Gets called when a whole stack was judged. */
    onStackJudged: (() => void) | undefined;
}

/**
 * The level of a policy that gets its own only when a resource is shown: the engine keeps it where nobody has
 * set another one, and the SDK then asks the policy. No rule changes a resource, so that it means nothing else.
 */
export const UNDECIDED = "remediate";

/** Source: EnforcementLevel in Pulumi's protocol. */
const LEVELS = ["advisory", "mandatory", "disabled", UNDECIDED] as const;

type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] };

let calls: EngineCalls | undefined;

/**
 * Listens to the engine's calls. Must come before the pack is made, and changes the service for the whole
 * process: for a process that is nothing but a pack.
 */
export function listenToEngine(): EngineCalls {
    if (calls) return calls;
    const lookedUp = new Map<string, unknown>();
    const heard: Writable<EngineCalls> = {
        stack: undefined,
        levels: new Map(),
        served: new Set(),
        lookedUp,
        onAsked: undefined,
        onRefused: undefined,
        onStackJudged: undefined,
    };
    const service = analyzerService();
    heed(service.configureStack, "requestDeserialize", (request: AnalyzerStackConfigureRequest) => {
        heard.stack = stackOf(request);
    });
    heed(service.getAnalyzerInfo, "requestDeserialize", () => heard.onAsked?.());
    heed(service.getAnalyzerInfo, "responseSerialize", (response: AnalyzerInfo) => {
        heard.served = new Set(response.getPoliciesList().map((policy) => policy.getName()));
    });
    heed(service.configure, "requestDeserialize", (request: ConfigureAnalyzerRequest) => {
        heard.levels = levelsOf(request);
    });
    heed(service.analyze, "requestDeserialize", (request: AnalyzeRequest) => {
        // Policies about the stack are shown the outputs of an App, which don't have it.
        const value = request.getProperties()?.getFieldsMap().get("lookedUp");
        if (value) lookedUp.set(request.getUrn(), withoutSecrets(value.toJavaScript()));
        else lookedUp.delete(request.getUrn());
    });
    heed(service.analyze, "responseSerialize", (response: AnalyzeResponse) => {
        if (response.getDiagnosticsList().some(isRefusal)) heard.onRefused?.();
    });
    heed(service.analyzeStack, "responseSerialize", () => heard.onStackJudged?.());
    return (calls = heard);
}

function isRefusal(diagnostic: AnalyzeDiagnostic): boolean {
    return LEVELS[diagnostic.getEnforcementlevel()] === "mandatory";
}

/** The one that the SDK serves, which is a dependency of the SDK's. */
function analyzerService(): IAnalyzerService {
    return (
        requireOfSdk()("@pulumi/pulumi/proto/analyzer_grpc_pb") as {
            AnalyzerService: IAnalyzerService;
        }
    ).AnalyzerService;
}

type Convert<From, To> = (from: From) => To;

/** Calls `hear` with each message that is converted. */
function heed<Name extends string, Message>(
    method: Record<Name, Convert<never, unknown>>,
    name: Name,
    hear: (message: Message) => void,
): void {
    const convert = method[name] as Convert<unknown, unknown>;
    method[name] = (from: unknown) => {
        const to = convert(from);
        hear((name.startsWith("request") ? to : from) as Message);
        return to;
    };
}

function stackOf(request: AnalyzerStackConfigureRequest): StackIdentity | undefined {
    const [organization, project, stack] = [
        request.getOrganization(),
        request.getProject(),
        request.getStack(),
    ];
    if (!project || !stack) return undefined;
    return { ...(organization && { organization }), project, stack };
}

function levelsOf(request: ConfigureAnalyzerRequest): EngineCalls["levels"] {
    const levels = new Map<string, EnforcementLevel | typeof UNDECIDED>();
    request.getPolicyconfigMap().forEach((policy, name) => {
        const level = LEVELS[policy.getEnforcementlevel()];
        if (level) levels.set(name, level);
    });
    return levels;
}
