import type { ApiAppListResponse } from "bytenite-core/model";
import type { ListQuery } from "../listQuery";

/**
 * What is wrong with the pages of GET /apps:
 * - `no-pagination`: the answer has no pagination object.
 * - `wrong-total`: the total is one too many, or the number after the colon.
 * - `repeat`: each page has the apps of the first one, under its own offset.
 * - `endless`: hasNext is always true, on the empty pages behind the last app as well.
 * - `moving`: after the first page the first app has moved to the end, as if it had been pushed
 *   meanwhile: it is seen twice, and the first app of the second page is missed.
 * - `capped:<n>`: no page has more than n apps, whatever the limit.
 */
export type Paging =
    | "no-pagination"
    | "wrong-total"
    | `wrong-total:${number}`
    | "repeat"
    | "endless"
    | "moving"
    | `capped:${number}`;

type Pagination = Required<NonNullable<ApiAppListResponse["pagination"]>>;

/** One page of a list, as GET /apps answers. */
export interface Page<Item> {
    apps: Item[];
    pagination?: Pagination;
}

/** The page that the query asks for, spoilt as `paging` says. */
export function pageOf<Item>(
    items: readonly Item[],
    { offset, limit }: Pick<ListQuery, "offset" | "limit">,
    paging: Paging | undefined,
): Page<Item> {
    const [kind, number] = paging?.split(":") ?? [];
    const size = kind === "capped" ? Math.min(limit, Number(number)) : limit;
    const end = offset + size;
    const pagination = {
        total: items.length,
        offset,
        hasPrevious: offset > 0,
        hasNext: end < items.length,
    };
    const page = { apps: items.slice(offset, end), pagination };
    switch (kind) {
        case "no-pagination":
            return { apps: page.apps };
        case "wrong-total":
            return {
                ...page,
                pagination: { ...pagination, total: Number(number ?? items.length + 1) },
            };
        case "repeat":
            return { ...page, apps: items.slice(0, size) };
        case "endless":
            return { ...page, pagination: { ...pagination, hasNext: true } };
        case "moving":
            return {
                ...page,
                apps: (offset > 0 ? moveFirstToEnd(items) : items).slice(offset, end),
            };
        default:
            return page;
    }
}

function moveFirstToEnd<Item>(items: readonly Item[]): readonly Item[] {
    return [...items.slice(1), ...items.slice(0, 1)];
}
