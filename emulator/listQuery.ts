import { showText } from "bytenite-core/model";
import { ApiError } from "./errors";
import { isSortField } from "./ordering";
import type { SortField } from "./ordering";

/** What a request for GET /apps asks for. */
export interface ListQuery {
    /** Absent: the catalogue's order. */
    orderBy?: { field: SortField; descending: boolean };
    limit: number;
    offset: number;
    publicOnly: boolean;
}

/** How much a request without a limit gets, and which orders are taken. */
interface ListSettings {
    acceptDescending: boolean;
    pageSize: number;
    maxPageSize: number;
}

type Query = Readonly<Record<string, string | string[] | undefined>>;

/**
 * The query of GET /apps. Names are documented, with literal dots; values that don't fit their
 * documented type are refused, as a gRPC gateway does (inferred). Unknown names are ignored.
 * @throws ApiError 400
 */
export function readListQuery(query: Query, settings: ListSettings): ListQuery {
    const orderBy = readOrder(single(query, "orderBy"), settings.acceptDescending);
    // protojson doesn't tell 0 from unset (inferred), so limit 0 means the default.
    const limit = readCount(query, "pagination.limit") || settings.pageSize;
    return {
        ...(orderBy && { orderBy }),
        limit: Math.min(limit, settings.maxPageSize),
        offset: readCount(query, "pagination.offset"),
        publicOnly: readFlag(query, "isPublic"),
    };
}

function single(query: Query, name: string): string | undefined {
    const value = query[name];
    if (Array.isArray(value)) throw new ApiError(400, `${name} is given more than once.`);
    return value;
}

function readOrder(text: string | undefined, acceptDescending: boolean): ListQuery["orderBy"] {
    if (text === undefined || text === "") return undefined;
    const descending = acceptDescending && text.endsWith(" desc");
    const field = descending ? text.slice(0, -" desc".length) : text;
    if (!isSortField(field)) {
        throw new ApiError(400, `orderBy ${showText(text)} is no field of an app.`);
    }
    return { field, descending };
}

function readCount(query: Query, name: string): number {
    const text = single(query, name) ?? "0";
    const count = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(count)) {
        throw new ApiError(400, `${name} ${showText(text)} is no whole number from 0.`);
    }
    return count;
}

// false means the same as nothing: documented is only that true leaves public apps alone.
function readFlag(query: Query, name: string): boolean {
    const text = single(query, name) ?? "false";
    if (text !== "true" && text !== "false") {
        throw new ApiError(400, `${name} ${showText(text)} is neither true nor false.`);
    }
    return text === "true";
}
