// Rows of cells as columns on a terminal, Chinese among them.

import { width } from "../text/width.js"

/** Columns two spaces apart: the first aligned left, the others right. The first row says how many there are. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ""))))
  const line = (row: readonly string[]) =>
    widths.map((most, column) => {
      const cell = row[column] ?? ""
      const room = " ".repeat(most - width(cell))
      return column === 0 ? cell + room : room + cell
    })
  return rows.map((row) => line(row).join("  ").trimEnd()).join("\n")
}

/** A share as .954, what was not measured as –. */
export const shown = (share: number | null): string => (share === null ? "–" : share.toFixed(3).replace(/^0/u, ""))
