// Short texts, a row each, in one string: a single native search goes through all of them. A change makes a new column
// and leaves the old one as it is.

/** Begins every row; no row has one. */
export const BREAK = "\n"

export class Column {
  private constructor(
    /** All rows, each behind a line break. */
    readonly text: string,
    /** Where the line break of each row stands. */
    readonly starts: readonly number[],
  ) {}

  static of(rows: readonly string[]): Column {
    const lengths = rows.map(({ length }) => length)
    return Column.joined(rows.map((row) => BREAK + row).join(""), lengths)
  }

  /** Of the text of a column and the lengths of its rows. */
  static joined(text: string, lengths: ArrayLike<number>): Column {
    const starts: number[] = []
    let at = 0
    for (let row = 0; row < lengths.length; row++) {
      starts.push(at)
      at += BREAK.length + (lengths[row] ?? 0)
    }
    return new Column(text, starts)
  }

  get length(): number {
    return this.starts.length
  }

  /** Where a row begins, with its line break. */
  start(row: number): number {
    return this.starts[row] ?? this.text.length
  }

  /** Where the first character of a row stands. */
  first(row: number): number {
    return this.start(row) + BREAK.length
  }

  at(row: number): string {
    return this.text.slice(this.first(row), this.start(row + 1))
  }

  /** The row that a place in the text belongs to; -1 for one before it. */
  rowOf(at: number): number {
    let [low, high] = [0, this.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.start(middle) > at) high = middle
      else low = middle + 1
    }
    return low - 1
  }

  /** Where in the column's text a text first stands that is in a row; -1 where it is not. */
  placeOf(text: string, row: number): number {
    const within = this.at(row).indexOf(text)
    return within < 0 ? -1 : this.first(row) + within
  }

  lengths(): number[] {
    return this.starts.map((_, row) => this.start(row + 1) - this.first(row))
  }

  /** With other rows in place of `count` rows from `row` on. */
  splice(row: number, count: number, rows: readonly string[]): Column {
    const { text, lengths } = { text: rows.map((each) => BREAK + each).join(""), lengths: this.lengths() }
    lengths.splice(row, count, ...rows.map(({ length }) => length))
    return Column.joined(this.text.slice(0, this.start(row)) + text + this.text.slice(this.start(row + count)), lengths)
  }

  slice(from: number, to: number): Column {
    return Column.joined(this.text.slice(this.start(from), this.start(to)), this.lengths().slice(from, to))
  }

  concat(other: Column): Column {
    return Column.joined(this.text + other.text, [...this.lengths(), ...other.lengths()])
  }

  /** Calls `each` with every row that has a text, from the top, and where in the column's text it first stands. */
  find(text: string, each: (row: number, at: number) => void): void {
    let row = 0
    for (let at = this.text.indexOf(text); at >= 0; at = this.text.indexOf(text, this.start(row))) {
      while (this.start(row + 1) <= at) row++
      each(row, at)
      row++
      if (row >= this.length) return
    }
  }
}
