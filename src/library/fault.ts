// What can be wrong with what the library reads. Values only: how it is said is for those who say it.

export type Fault =
  | { kind: "missing"; path: string }
  | { kind: "no-articles"; path: string }
  /** `code` as the operating system names it, e.g. `EACCES`. */
  | { kind: "unreadable"; file: string; code: string }
  /** A link to a folder, a link that leads out of the folder that is read, or a pipe, a socket, a device. */
  | { kind: "no-file"; file: string; what: "folder" | "elsewhere" | "other" | "gone" }
  /** No reader for such files. */
  | { kind: "format"; files: readonly string[] }
  /** Nothing in them that is an article, and nothing wrong. */
  | { kind: "empty"; files: readonly string[] }
  /** In bytes. */
  | { kind: "too-large"; file: string; size: number; most: number }
  /** Not what its name says, or a part of it only; `reason` in a few words. */
  | { kind: "damaged"; file: string; reason: string }
  /** It had articles, and has none any more; what it had is still served. */
  | { kind: "emptied"; file: string }
  /** Not text in an encoding we read; `detail` says where it fails and how to mend it. */
  | { kind: "encoding"; file: string; detail: string }
  /** A line of bulk input that is not JSON, or lacks what an article needs. */
  | { kind: "json"; file: string; line: number; reason: string }
  /** `count` more of them, which are not named one by one. */
  | { kind: "lines"; file: string; count: number }
  /** A table has no column of this name, nor of any other that it may be called by. */
  | { kind: "column"; file: string; column: string; called: readonly string[] }
  | { kind: "record"; file: string; line: number; field: string; expected: string }
  | { kind: "duplicate-id"; file: string; line: number; id: string }
  /** A line of a list of feeds: `address` is none, or listed `twice`. */
  | { kind: "feeds"; file: string; line: number; wrong: "address" | "twice"; text: string }
  /** Feeds are listed, nothing of them is kept yet, and there are no other articles. */
  | { kind: "feeds-not-fetched"; file: string }
  /** What is kept of a feed cannot be read; `code` as the operating system names it, or `damaged`. */
  | { kind: "kept-feed"; path: string; address: string; code: string }
  /** A line of a synonyms file; `expression` is what it is about, where it is about one. */
  | { kind: "synonyms"; file: string; line: number; wrong: SynonymFault; expression: string }
  /** A line of a dictionary: `word` names the word that none may look like, `form` the line that is more than a word and a tag. */
  | { kind: "dictionary"; file: string; line: number; wrong: "word" | "form"; text: string }
  /** The file of an operator's words is not there, or a folder; `variable` names it. */
  | { kind: "no-word-file"; path: string; variable: "SYNONYMS" | "DICTIONARY" }

/** `sign`: no letter or digit; `arrow`: a side is empty, or several arrows; `alone`: one expression; `short`: one character. */
export type SynonymFault = "sign" | "arrow" | "alone" | "short"
