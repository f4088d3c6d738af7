import stringWidth from "string-width";
import { labelled } from "./wrap";

const GAP = "  ";

/** Rows of a table, each in one line, every column as wide as its widest cell. */
export function columns(rows: readonly (readonly string[])[]): string[] {
    const widths = columnWidths(rows);
    return rows.map((row) =>
        row
            .map((cell, column) => pad(cell, widths[column] ?? 0))
            .join(GAP)
            .trimEnd(),
    );
}

/**
 * Rows below their titles. Where that is wider than the terminal, each row by itself: a line for each cell,
 * behind its title. The cells are texts that may be shown.
 *
 * @param width columns of the terminal. Absent: any number
 */
export function showTable(
    titles: readonly string[],
    rows: readonly (readonly string[])[],
    width = Infinity,
): string {
    const table = columns([titles, ...rows]);
    if (table.every((line) => stringWidth(line) <= width)) return table.join("\n");
    const titleWidth = Math.max(...titles.map((title) => stringWidth(title)));
    return rows
        .map((row) =>
            row
                .flatMap((cell, column) =>
                    cell === ""
                        ? []
                        : labelled(pad(titles[column] ?? "", titleWidth) + GAP, cell, width),
                )
                .join("\n"),
        )
        .join("\n\n");
}

function columnWidths(rows: readonly (readonly string[])[]): number[] {
    return (rows[0] ?? []).map((_, column) =>
        Math.max(...rows.map((row) => stringWidth(row[column] ?? ""))),
    );
}

function pad(text: string, width: number): string {
    return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}
