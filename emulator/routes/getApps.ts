import type { ApiAppListResponse } from "bytenite-model";
import type { WireApp } from "../catalogue/wireApp";
import { readListQuery } from "../listQuery";
import { sortApps } from "../ordering";
import type { Operation } from "./operation";

type Pagination = Required<NonNullable<ApiAppListResponse["pagination"]>>;

/** GET /apps: one page of all versions of all apps. The page's own size isn't told, as documented. */
export const getApps: Operation<{ apps: WireApp[]; pagination: Pagination }> = {
    name: "getApps",
    method: "GET",
    path: "/dev/apps",
    needsToken: true,
    answer(request, { settings, catalogue }) {
        const query = readListQuery(request.query, settings);
        const { orderBy, offset } = query;
        const visible = catalogue().apps.filter((app) => app.isPublic || !query.publicOnly);
        const sorted = orderBy ? sortApps(visible, orderBy.field) : visible;
        const ordered = orderBy?.descending ? sorted.reverse() : sorted;
        const end = offset + query.limit;
        return {
            apps: ordered.slice(offset, end),
            pagination: {
                total: ordered.length,
                offset,
                hasPrevious: offset > 0,
                hasNext: end < ordered.length,
            },
        };
    },
};
