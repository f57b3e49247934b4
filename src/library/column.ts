// Columns of numbers that grow: a page at a time, so that nothing that is there moves, and no step takes the time it would
// take to copy it all.

type Values = Uint8Array | Uint16Array | Uint32Array | Int32Array

export interface Column<Kept extends Values> {
  readonly length: number
  /** The value of a row; 0 where there is none. */
  get(row: number): number
  /** Puts a value in a row that there is, or in the next. */
  set(row: number, value: number): void
  /** Has the column at least so many rows, 0 in those that are new. */
  reach(length: number): void
  /** Copies rows from `row` up to, but without, `row + count` into another array, from its place 0. */
  read(row: number, count: number, into: Kept): void
  /** All values, in an array of its own. */
  save(): Kept
}

/** Rows of a page, and the bits of a row's place in it. */
const PAGE = 2 ** 16
const PAGE_BITS = 16

/** A column of unsigned bytes. What was saved is taken over, and written to. */
export const createBytes = (saved?: Uint8Array): Column<Uint8Array> =>
  createColumn((length) => new Uint8Array(length), saved)

/** A column of unsigned numbers of 16 bits. What was saved is taken over, and written to. */
export const createShort = (saved?: Uint16Array): Column<Uint16Array> =>
  createColumn((length) => new Uint16Array(length), saved)

/** A column of unsigned numbers of 32 bits. What was saved is taken over, and written to. */
export const createUnsigned = (saved?: Uint32Array): Column<Uint32Array> =>
  createColumn((length) => new Uint32Array(length), saved)

/** A column of numbers of 32 bits, -1 among them. What was saved is taken over, and written to. */
export const createSigned = (saved?: Int32Array): Column<Int32Array> =>
  createColumn((length) => new Int32Array(length), saved)

function createColumn<Kept extends Values>(create: (length: number) => Kept, saved?: Kept): Column<Kept> {
  const pages: Values[] = []
  let length = saved?.length ?? 0
  for (let start = 0; saved && start < length; start += PAGE) {
    const page = saved.subarray(start, start + PAGE)
    pages.push(page.length === PAGE ? page : whole(page))
  }

  function whole(page: Values): Kept {
    const larger = create(PAGE)
    larger.set(page)
    return larger
  }

  function reach(rows: number): void {
    if (rows <= length) return
    while (pages.length * PAGE < rows) pages.push(create(PAGE))
    length = rows
  }

  return {
    get length() {
      return length
    },
    read(row, count, into) {
      for (let i = 0; i < count; i++) into[i] = pages[(row + i) >>> PAGE_BITS]?.[(row + i) & (PAGE - 1)] ?? 0
    },
    get: (row) => pages[row >>> PAGE_BITS]?.[row & (PAGE - 1)] ?? 0,
    set(row, value) {
      if (row >= length) reach(row + 1)
      const page = pages[row >>> PAGE_BITS]
      if (page) page[row & (PAGE - 1)] = value
    },
    reach,
    save() {
      const all = create(length)
      for (const [i, page] of pages.entries()) all.set(page.subarray(0, length - i * PAGE), i * PAGE)
      return all
    },
  }
}
