import type { WireApp } from "../catalogue/wireApp";
import { pageOf } from "../faults/paging";
import type { Page } from "../faults/paging";
import { readListQuery } from "../listQuery";
import { sortApps } from "../ordering";
import type { Operation } from "./operation";

/** GET /apps: one page of all versions of all apps. The page's own size isn't told, as documented. */
export const getApps: Operation<Page<WireApp>> = {
    name: "getApps",
    method: "GET",
    path: "/dev/apps",
    needsToken: true,
    answer(request, { settings, catalogue }) {
        const query = readListQuery(request.query, settings);
        const { orderBy } = query;
        const visible = catalogue().apps.filter((app) => app.isPublic || !query.publicOnly);
        const sorted = orderBy ? sortApps(visible, orderBy.field) : visible;
        const ordered = orderBy?.descending ? sorted.reverse() : sorted;
        return pageOf(ordered, query, request.paging);
    },
};
