import type { dynamic } from "@pulumi/pulumi";
import { InvalidSettingError } from "bytenite-core/client";
import { showLine } from "bytenite-core/model";
import { openConnection, type Connection } from "./connection";
import { engineCancellation } from "./engineCancellation";
import { LookUpError } from "./lookUpError";
import { LookUpReport } from "./lookUpReport";

/** What the look-ups of one `pulumi refresh` share. */
export class Refresh {
    readonly report = new LookUpReport(new Map());
    private connection: Connection | undefined;

    /** @param configuration the stack's. Absent: the engine has not given it yet */
    constructor(private readonly configuration?: Pick<dynamic.Config, "get">) {}

    /**
     * The connection of this refresh, which must lead to where something was read from.
     *
     * @param what in words, for a message: the subject of "… was read from …"
     * @param endpoint base URL of the API, as the state has it
     */
    connect(what: string, endpoint: string): Connection {
        this.connection ??= openConnection(
            {},
            (key) => this.configuration?.get(key),
            engineCancellation(),
        );
        const { connection } = this;
        if (endpoint === connection.endpoint) return connection;
        throw new InvalidSettingError(
            `${what} was read from ${showLine(endpoint)}, but the settings of this run name ${connection.endpoint}. ` +
                "Refresh reads them from the stack configuration, the environment or the credentials file: " +
                `set bytenite:endpoint to the former, or run "pulumi up" to move to the latter. ` +
                'Where the settings in the program name the former, a refresh, which does not run the program, can\'t ask it: leave it out with --exclude, and "pulumi preview" compares it.',
        );
    }

    /** The SDK prints name and stack of what `read` throws. A stack says nothing to who runs `pulumi refresh`. */
    async withoutStacks<Result>(work: () => Promise<Result>): Promise<Result> {
        try {
            return await work();
        } catch (error) {
            if (!(error instanceof LookUpError)) throw error;
            throw Object.assign(error, { name: "ByteNiteError", stack: "" });
        }
    }
}
