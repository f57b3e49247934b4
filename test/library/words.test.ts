// The operator's two files as they come: any encoding, any line end, and every fault named with its mend.

import { mkdir, mkdtemp, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { parseDictionary, readWords } from "../../src/library/words.js"
import { describeFault } from "../../src/sources/faults.js"

async function file(content: string | Uint8Array): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), "wenbao-")), "words.txt")
  await writeFile(path, content)
  return path
}

describe("a line of a dictionary", () => {
  it.each([
    ["云湖河", { word: "云湖河", tag: "nz" }],
    ["　雲湖河\t", { word: "云湖河", tag: "nz" }],
    ["张儒万 nr", { word: "张儒万", tag: "nr" }],
    ["码上办 3 v", { word: "码上办", tag: "v" }],
    ["码上办 3", { word: "码上办", tag: "nz" }],
    ["Wi-Fi6　N # 网络", { word: "wi-fi6", tag: "n" }],
  ])("%j is a word", (line, word) => {
    expect(parseDictionary(line, "words.txt")).toEqual({ words: [word], faults: [] })
  })

  it.each(["", "  ", "# 地名", "\u{FEFF}# 地名"])("%j says nothing", (line) => {
    expect(parseDictionary(line, "words.txt")).toEqual({ words: [], faults: [] })
  })

  it.each([
    ["河", "word", "“河”不能当一个词"],
    ["云湖河，", "word", "“云湖河,”不能当一个词"],
    ["“两非”", "word", "不能当一个词"],
    ["云湖河 地名", "form", "词性"],
    ["云湖河 樟树港 虞公港", "form", "一行一个词"],
  ])("%s is named with its line and mend, and the lines around it are used", (line, wrong, mend) => {
    const { words, faults } = parseDictionary(`虞公港\r\n${line}\r\n樟树港`, "words.txt")
    expect(words.map(({ word }) => word)).toEqual(["虞公港", "樟树港"])
    expect(faults).toEqual([expect.objectContaining({ kind: "dictionary", file: "words.txt", line: 2, wrong })])
    expect(faults.map(describeFault)).toEqual([expect.stringContaining(mend)])
  })
})

describe("the files", () => {
  it("need not be set", async () => {
    expect(await readWords({})).toEqual({ synonyms: [], dictionary: [], faults: [] })
  })

  it("are read as UTF-8 with a byte-order mark and as GB18030", async () => {
    const gb = new Uint8Array([0xd4, 0xc6, 0xba, 0xfe, 0xba, 0xd3, 0x0d, 0x0a])
    const words = await readWords({ synonyms: await file("\u{FEFF}橘子 柑橘\r\n"), dictionary: await file(gb) })
    expect(words).toEqual({
      synonyms: [{ asked: ["橘子", "柑橘"] }],
      dictionary: [{ word: "云湖河", tag: "nz" }],
      faults: [],
    })
  })

  it("that are not there, or are folders, are named with their variable, and the other is used", async () => {
    const folder = await mkdtemp(join(tmpdir(), "wenbao-"))
    await mkdir(join(folder, "synonyms"))
    for (const synonyms of [join(folder, "没有.txt"), join(folder, "synonyms")]) {
      const { dictionary, faults } = await readWords({ synonyms, dictionary: await file("云湖河\n") })
      expect(faults).toEqual([{ kind: "no-word-file", path: synonyms, variable: "SYNONYMS" }])
      expect(faults.map(describeFault)).toEqual([expect.stringMatching(/^SYNONYMS .*没有这个文件.*\.env/u)])
      expect(dictionary).toHaveLength(1)
    }
  })

  it("that are no text are named by the byte at which that shows", async () => {
    const dictionary = await file(new Uint8Array([0xff, 0xff, 0x0a]))
    const { faults } = await readWords({ dictionary })
    expect(faults).toEqual([expect.objectContaining({ kind: "encoding", file: dictionary })])
  })
})
