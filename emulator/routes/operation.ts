import type { Catalogue } from "../catalogue/catalogue";
import type { OperationName } from "../operationName";
import type { Settings } from "../options";
import type { Paging } from "../faults/paging";
import type { Tokens } from "../tokens";

/** What of a request an operation looks at. */
export interface OperationRequest {
    requestId: string;
    /** The tag in the path, decoded; "" for operations that take none. */
    tag: string;
    /** What is wrong with the pages. Absent: nothing. */
    paging?: Paging;
    query: Readonly<Record<string, string | string[] | undefined>>;
    /** The body's text, "" without a body. */
    body: string;
}

/** What operations work with. */
export interface OperationContext {
    settings: Settings;
    /** The catalogue of this moment. */
    catalogue: () => Catalogue;
    tokens: Tokens;
}

/** An operation of the API. */
export interface Operation<Answer = unknown> {
    name: OperationName;
    method: "GET" | "POST";
    /** Below /v1, in the router's spelling. */
    path: string;
    /** Whether it takes an access token. */
    needsToken: boolean;
    /**
     * The body of the answer 200.
     * @throws ApiError for any other answer.
     */
    answer(request: OperationRequest, context: OperationContext): Answer;
}
