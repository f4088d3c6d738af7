import { showMany } from "bytenite-core/model";
import { ReportedError } from "../session/reportedError";
import type { Changes } from "./changes";

/** How many members a selection must have. */
export interface ExpectedCount {
    /** @default 0 */
    minimum?: number;
    /** @default any number */
    maximum?: number;
}

const MOST_TOLD = 20;

/** A selection has more members than are expected, or fewer. */
export class SelectionCountError extends ReportedError {
    override readonly name = "SelectionCountError";
    /** @param expected for example "at least 3" */
    constructor(tags: readonly string[], expected: string) {
        const apps = tags.length === 1 ? "1 app is" : `${tags.length} apps are`;
        const members = tags.length === 0 ? "" : `: ${showMany(tags)}`;
        super(
            "SELECTION_COUNT",
            `${apps} selected, but ${expected} must be${members}. ` +
                "Check the filters and what ByteNite has, or change expect.",
        );
    }
}

/** The membership has changed, which the program refuses. */
export class SelectionChangedError extends ReportedError {
    override readonly name = "SelectionChangedError";
    constructor({ entered, left }: Pick<Changes, "entered" | "left">) {
        const parts = [
            ...(entered.length > 0 ? [`entered: ${showMany(entered, MOST_TOLD)}`] : []),
            ...(left.length > 0 ? [`left: ${showMany(left, MOST_TOLD)}`] : []),
        ];
        super(
            "SELECTION_CHANGED",
            `The members of the selection have changed at ByteNite (${parts.join("; ")}), and onChange is "refuse". ` +
                'To take the change over, set onChange to "accept" for one update.',
        );
    }
}
