// The bot as it runs: the library kept right, the chat over it, the platforms, and what goes on beside them.

import { setTimeout as pause } from "node:timers/promises"
import { createCommands } from "../commands/index.js"
import { createChat } from "./chat/chat.js"
import type { Asker } from "./chat/command.js"
import type { Log, Platform } from "./chat/platform.js"
import { feedFolder, feedPoller } from "./cli/feeds.js"
import { fillBeside, GRACE } from "./cli/filling.js"
import { createLive } from "./cli/live.js"
import type { Opened } from "./cli/load.js"
import type { Progress } from "./cli/progress.js"
import { serve } from "./cli/serve.js"
import type { Config } from "./config.js"
import { createChoices } from "./keep/choices.js"
import { createFeedback } from "./keep/feedback.js"
import { createSeen } from "./keep/seen.js"
import { createUnfinished } from "./keep/unfinished.js"
import type { OpenLibrary } from "./library/create.js"
import { createLibraries } from "./library/libraries.js"
import type { Breather } from "./library/steps.js"
import { createCollection } from "./sources/collection.js"
import type { Fetch } from "./sources/feeds/download.js"
import { findFeeds } from "./sources/feeds/find.js"
import { isFeedList } from "./sources/feeds/list.js"

export interface BotOptions {
  config: Config
  /** The folder or file of articles. */
  articles: string
  /** The library over them as it was kept, and how far the reading of the rest has come. */
  opened: Opened
  progress: Pick<Progress, "now">
  /** Whether all is to be read before anything is answered. */
  whole: boolean
  breathe: Breather
  /** The program's own. */
  version: string
  /** The wall clock in milliseconds since 1970, and one that nobody puts right. */
  clock(): number
  steady(): number
  /** The chat where no platform has a token. */
  terminal(): Platform
  /** Aborts the signal, when no platform is left to ask: what goes on beside them ends. */
  leave(): void
  /** Told how much there is when all of it is. */
  ready(size: { articles: number; paragraphs: number }): void
  log: Log
}

/** Runs until the signal aborts or every platform has ended; resolves to whether any of them failed. */
export async function runBot(options: BotOptions, signal: AbortSignal): Promise<boolean> {
  const { config, articles, opened, breathe, version, clock, log } = options
  const { library, create, shelf, isolation } = opened
  const failed = (error: unknown) => {
    if (!signal.aborted) log.error("名字和标题的索引没有建好。这是程序的错误，请带上下面的记录报告：", error)
  }
  const unfilled = (error: unknown) => {
    if (!signal.aborted) log.error("文章没有读完，先用读好的回答。这是程序的错误，请带上下面的记录报告：", error)
  }
  const libraries = createLibraries({ all: library, create, breathe, failed })
  const live = createLive({
    path: articles,
    shelf,
    change: libraries.change,
    changed: (count) => filling.changed(count),
    signal,
    log,
  })
  const filling = fillBeside({
    opened,
    alone: live.alone,
    change: libraries.change,
    figures: options.progress.now,
    ready: options.ready,
    log,
  })
  const filled = filling.done.catch(unfilled)
  await (options.whole ? filled : Promise.race([filled, pause(GRACE, undefined, { ref: false })]))
  signal.throwIfAborted()
  await opened.prepare(breathe)
  if (filling.reading()) log.info(`文章还在读，已经能查 ${library.size.articles} 篇，先用这些回答。`)
  const choices = await createChoices({ folder: config.data, log })
  for (const name of choices.chosen()) await libraries.open(name)
  const collection = createCollection({
    path: articles,
    sources: shelf.sources,
    faults: shelf.faults,
    look: live.look,
    isolation,
    feeds: feedFolder(config.data),
  })
  const now = () => new Date(clock())
  const commands = createCommands(library, {
    version,
    now: clock,
    ...(config.feedback && { feedback: createFeedback({ folder: config.data, version, now, log }) }),
    choosing: { libraries, choices },
    reading: filling.reading,
    owners: { collection, isOwner: isOwner(config) },
  })
  const platforms = await tokenPlatforms(options, () => `${library.size.articles} 篇文章，/ask 提问`)
  if (platforms.length === 0)
    log.info("没有设置 DISCORD_TOKEN 或 TELEGRAM_TOKEN，先在这里问吧（README 里有怎么设置）。")
  const beside = [
    live.run(signal),
    createFeedPoller(options, () => live.refresh({ settled: true, again: isFeedList })).run(
      () => findFeeds(articles),
      signal,
    ),
    filled.then(() => settling(library, breathe, signal, failed)),
  ]
  const isFailed = await serve(platforms.length > 0 ? platforms : [options.terminal()], createChat(commands, log), {
    signal,
    log,
  })
  options.leave()
  await Promise.all(beside)
  await isolation.close()
  return isFailed
}

/** Has the library make what it answers without until then, as long as anybody may ask. */
async function settling(
  library: OpenLibrary,
  breathe: Breather,
  signal: AbortSignal,
  failed: (error: unknown) => void,
): Promise<void> {
  const breatheOrEnd = async () => {
    await breathe()
    signal.throwIfAborted()
  }
  await library.settle(breatheOrEnd).catch((error: unknown) => {
    if (!signal.aborted) failed(error)
  })
}

/** Those named in ADMINS, and whoever sits at the console. */
const isOwner =
  ({ owners }: Config) =>
  ({ conversation, reader }: Asker): boolean =>
    conversation === "console" || (reader !== undefined && owners.has(reader))

const telegramOwners = ({ owners }: Config): number[] =>
  [...owners].flatMap((owner) => (owner.startsWith("telegram:") ? Number(owner.slice("telegram:".length)) : []))

/** Asks feeds. What goes to the network is loaded with the first of them. */
export function createFeedPoller(
  { config: { data, proxyFor }, version, steady, log }: Pick<BotOptions, "config" | "version" | "steady" | "log">,
  changed: () => void,
) {
  let fetching: Promise<Fetch> | undefined
  return feedPoller({
    data,
    version,
    fetch: async (address, init) => {
      fetching ??= import("./platforms/carrier.js").then(({ fetchThrough }) => fetchThrough(proxyFor))
      return (await fetching)(address, init)
    },
    now: steady,
    log,
    changed,
  })
}

/** The platforms that have a token. Their libraries are loaded only then: they are most of what the program weighs. */
async function tokenPlatforms({ config, steady, log }: BotOptions, status: () => string): Promise<Platform[]> {
  const { discord, telegram, data, proxyFor } = config
  const platforms: Platform[] = []
  if (discord) {
    const { createDiscord } = await import("./platforms/discord/discord.js")
    platforms.push(createDiscord({ ...discord, status, proxyFor, now: steady, log }))
  }
  if (telegram) {
    const { createTelegram } = await import("./platforms/telegram/telegram.js")
    const [owners, kept] = [telegramOwners(config), telegramKept(data, log)]
    platforms.push(createTelegram({ ...telegram, owners, proxyFor, kept, steady, log }))
  }
  return platforms
}

/** Tokens may be changed: each bot counts its own updates. */
const telegramKept = (folder: string, log: Log) => (botId: number) => ({
  seen: createSeen({ folder, name: `telegram-${botId}.seen`, log }),
  unfinished: createUnfinished({ folder, name: `telegram-${botId}.unfinished`, log }),
})
