import type { Report } from "../report";
import { toDocument } from "./document";

/** For people: a page for a browser, as an artifact of a pipeline or a file to send. */
export const report: Report = {
    description: "a page for a browser, in one file, with filters and charts",
    render: (run) => toDocument(run),
};
