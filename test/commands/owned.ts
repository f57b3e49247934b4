// A bot with its folder, as its owner has it: real files, real libraries, the real commands.

import { mkdir, mkdtemp, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { createCommands } from "../../commands/index.js"
import { createChat } from "../../src/chat/chat.js"
import type { Call, SentFile } from "../../src/chat/command.js"
import { createLive } from "../../src/cli/live.js"
import { loadLibrary } from "../../src/cli/load.js"
import { createChoices } from "../../src/keep/choices.js"
import { createLibraries } from "../../src/library/libraries.js"
import { createCollection } from "../../src/sources/collection.js"
import { createIsolation } from "../../src/sources/isolation.js"

export const flowers = (place: string, figure: string): string =>
  `${place}种植花木\n\n${place}今年种植花木${figure}万亩，比去年增加两成，花农的收入明显提高，县里还修了三条路。\n`

export const OWNER = { conversation: "telegram:7", chat: "telegram:7", reader: "telegram:7", manages: true } as const

export const sent = (name: string, content: string | Uint8Array): SentFile => {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content
  return { name, size: bytes.byteLength, bytes: async () => bytes }
}

/** Shared: starting it takes longer than what these tests read. */
const isolation = createIsolation({ program: new URL("../../dist/src/sources/worker.js", import.meta.url) })

/** A bot over a folder of its own with these files. */
export async function ownedBot(
  files: Readonly<Record<string, string>> = { "甲.txt": flowers("鄢陵县", "3.2") },
  owner: string = OWNER.reader,
) {
  const root = await mkdtemp(join(tmpdir(), "wenbao-"))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), content)
  }
  const lines: string[] = []
  const note = (line: string) => lines.push(line)
  const log = { debug: note, info: note, warn: note, error: note }
  const breathe = async () => {}
  const { library, create, shelf } = await loadLibrary(root, { isolation })
  const libraries = createLibraries({ all: library, create, breathe, failed: console.error })
  const live = createLive({ path: root, shelf, change: libraries.change, log })
  const clock = { time: 0 }
  const data = await mkdtemp(join(tmpdir(), "wenbao-"))
  const commands = createCommands(library, {
    version: "1",
    now: () => clock.time,
    choosing: { libraries, choices: await createChoices({ folder: data, log }) },
    owners: {
      collection: createCollection({
        path: root,
        sources: shelf.sources,
        faults: shelf.faults,
        look: live.look,
        isolation,
        feeds: join(data, "feeds"),
      }),
      isOwner: ({ reader }) => reader === owner,
    },
  })
  const chat = createChat(commands, log)
  const call = (command: string, args: Call["args"] = {}, from: Partial<Call["from"]> = {}, file?: SentFile) =>
    chat.handle({ command, args, from: { ...OWNER, locale: "zh-CN", ...from }, ...(file && { file }) })
  return { root, data, library, libraries, live, commands, chat, call, clock, lines }
}
