import { count, element } from "./elements";

/** Rows of a long table on paper: more would take a browser minutes. */
const MOST_PRINTED = 2000;

/** Which of many rows are shown. */
export interface Slice {
    from: number;
    to: number;
}

/** Turns the pages of a long table. On paper all pages are one. */
export class Pages {
    /** Stands under the table. */
    readonly controls = element("div", { class: "pages" });
    /** Says what is shown, to screen readers too. */
    readonly status = element("p", { class: "status", role: "status" });
    private readonly previous = element("button", { type: "button" }, "Previous");
    private readonly next = element("button", { type: "button" }, "Next");
    private readonly position = element("span");
    private page = 1;

    /** @param turn shows another page */
    constructor(
        private readonly size: number,
        private readonly noun: string,
        turn: (page: number) => void,
    ) {
        this.previous.addEventListener("click", () => turn(this.page - 1));
        this.next.addEventListener("click", () => turn(this.page + 1));
        this.controls.append(this.previous, this.position, this.next);
    }

    /** The page of a row. */
    pageOf(row: number): number {
        return Math.floor(row / this.size) + 1;
    }

    /** The rows to show. @param total all rows @param of what the total is a part of */
    slice(page: number, total: number, of = total): Slice {
        const last = Math.max(1, Math.ceil(total / this.size));
        this.page = Math.min(page, last);
        const from = isPrinting() ? 0 : (this.page - 1) * this.size;
        const to = Math.min(total, isPrinting() ? MOST_PRINTED : from + this.size);
        this.controls.hidden = last === 1;
        this.position.textContent = `Page ${this.page} of ${last}`;
        this.previous.disabled = this.page === 1;
        this.next.disabled = this.page === last;
        const whole = of === total ? "" : ` (of ${of.toLocaleString("en")})`;
        const range = to - from === total ? "" : `${from + 1} to ${to} of `;
        this.status.textContent = `${range}${count(total, this.noun)}${whole}`;
        return { from, to };
    }
}

/** Whether the page is shown as on paper. */
export function isPrinting(): boolean {
    return matchMedia("print").matches;
}

/** Calls a function when the page begins or ends to be shown as on paper. */
export function onPrinting(render: () => void): void {
    matchMedia("print").addEventListener("change", render);
}
