// The chat's commands as Discord's slash commands, registered only when they differ from what is registered already.

import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocalizationMap,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
  Routes,
} from "discord-api-types/v10"
import { type Command, type Localised, type Param, typedOf } from "../../chat/command.js"
import { type Words, words } from "../../chat/words/words.js"
import { ONLY_ME } from "./read.js"

export type Definition =
  | RESTPostAPIChatInputApplicationCommandsJSONBody
  | RESTPostAPIContextMenuApplicationCommandsJSONBody

/** The two calls of discord.js's REST that registering takes. */
export interface Registry {
  get(route: `/${string}`, options?: { query: URLSearchParams }): Promise<unknown>
  put(route: `/${string}`, options: { body: unknown }): Promise<unknown>
}

/** What each command is for Discord: what readers type, and what stands in the menu of a message. */
export function definitions(commands: readonly Command[]): Definition[] {
  return [...slashCommands(commands), ...messageCommands(commands)]
}

/** 问问这条, in the menu of a message: asks what the message says. */
function messageCommands(commands: readonly Command[]): RESTPostAPIContextMenuApplicationCommandsJSONBody[] {
  if (!commands.some(({ bare }) => bare)) return []
  const name = inEach(({ askMessage }) => askMessage)
  return [{ type: ApplicationCommandType.Message, name: name["zh-CN"], name_localizations: localised(name) }]
}

/** Described in every language. */
function slashCommands(commands: readonly Command[]): RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  return typedOf(commands).map((command) => ({
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    description: command.summary["zh-CN"],
    description_localizations: localised(command.summary),
    options: [
      ...command.params
        .filter((param) => param.typed)
        .map((param) => option(param, command.suggest !== undefined && param === command.params[0])),
      onlyMe(),
    ],
  }))
}

/** Usable in servers and by everyone who adds the app, in servers, in its direct messages and in those of others. */
const EVERYWHERE = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
}

/**
 * Makes these the registered commands, of one server where `guildId` is given, otherwise of all. Of one server only means
 * that those registered for all before are withdrawn: that server would list each command twice. Rejects with the API's
 * error; 50001 or 10004 when the bot is not in that server.
 */
export async function register(
  registry: Registry,
  applicationId: string,
  guildId: string | undefined,
  commands: readonly Command[],
): Promise<"registered" | "unchanged"> {
  const wanted = definitions(commands).map((each) => (guildId === undefined ? { ...each, ...EVERYWHERE } : each))
  const everywhere = Routes.applicationCommands(applicationId)
  const done = await write(
    registry,
    guildId === undefined ? everywhere : Routes.applicationGuildCommands(applicationId, guildId),
    wanted,
  )
  if (guildId !== undefined) await write(registry, everywhere, [])
  return done
}

/** Withdraws the commands that one server has of its own; whether it had any. Rejects with the API's error. */
export async function withdraw(registry: Registry, applicationId: string, guildId: string): Promise<boolean> {
  return (await write(registry, Routes.applicationGuildCommands(applicationId, guildId), [])) === "registered"
}

/** Writes where what is registered differs. */
async function write(
  registry: Registry,
  route: `/${string}`,
  wanted: readonly object[],
): Promise<"registered" | "unchanged"> {
  const registered = await registry.get(route, { query: new URLSearchParams({ with_localizations: "true" }) })
  if (
    Array.isArray(registered) &&
    registered.length === wanted.length &&
    comparable(registered, wanted) === comparable(wanted, wanted)
  )
    return "unchanged"
  await registry.put(route, { body: wanted })
  return "registered"
}

function option(param: Param, autocomplete: boolean): APIApplicationCommandBasicOption {
  const common = {
    name: param.name,
    name_localizations: localised(param.label, (label) => label.toLowerCase()),
    description: param.summary["zh-CN"],
    description_localizations: localised(param.summary),
    required: param.required,
  }
  return param.kind === "integer"
    ? { type: ApplicationCommandOptionType.Integer, ...common }
    : { type: ApplicationCommandOptionType.String, ...common, autocomplete }
}

/** An answer that only the asker sees. */
const onlyMe = (): APIApplicationCommandBasicOption => {
  const summary = inEach(({ onlyMeSummary }) => onlyMeSummary)
  return {
    type: ApplicationCommandOptionType.Boolean,
    name: ONLY_ME,
    name_localizations: localised(inEach(({ onlyMe }) => onlyMe)),
    description: summary["zh-CN"],
    description_localizations: localised(summary),
    required: false,
  }
}

const inEach = (said: (say: Words) => string): Localised => ({
  "zh-CN": said(words("zh-CN")),
  "zh-TW": said(words("zh-TW")),
  en: said(words("en")),
})

function localised(text: Localised, map = (value: string) => value): LocalizationMap {
  return { "zh-CN": map(text["zh-CN"]), "zh-TW": map(text["zh-TW"]), "en-US": map(text.en), "en-GB": map(text.en) }
}

/** Commands as one string, whatever their order and the order of their keys; keys that nothing wanted has are left out. */
function comparable(commands: readonly unknown[], wanted: readonly object[]): string {
  const keys = new Set(wanted.flatMap((each) => Object.keys(each)))
  const texts = commands.map((command) =>
    stable(Object.fromEntries(Object.entries(Object(command)).filter(([key]) => keys.has(key)))),
  )
  return texts.sort().join("\n")
}

/** JSON with sorted keys. Discord leaves out or puts in what is false, null or empty: those count as absent. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (Array.isArray(each)) return each.length > 0 ? each : undefined
    if (typeof each !== "object" || each === null)
      return each === false || each === null || each === "" ? undefined : each
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
