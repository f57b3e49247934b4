// The chat's commands as Discord's slash commands, registered only when they differ from what is registered already.

import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocalizationMap,
  PermissionFlagsBits,
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

/** Described in every language; those of a group as parts of one. */
function slashCommands(commands: readonly Command[]): RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  const typed = typedOf(commands)
  const groupOf = ({ name }: Command) => (name.includes(" ") ? name.split(" ")[0] : undefined)
  const groups = new Set(typed.flatMap((command) => groupOf(command) ?? []))
  return typed.flatMap((command) => {
    if (groupOf(command) !== undefined) return []
    const parts = groups.has(command.name) ? typed.filter((each) => groupOf(each) === command.name) : []
    return [
      {
        type: ApplicationCommandType.ChatInput,
        name: command.name,
        ...described(command.summary),
        ...forItsAudience(command),
        options: parts.length > 0 ? parts.map(part) : optionsOf(command),
      },
    ]
  })
}

/** One command of a group, as Discord has them. */
const part = (command: Command): APIApplicationCommandSubcommandOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  name: command.name.split(" ").at(-1) ?? "",
  ...described(command.summary),
  options: optionsOf(command),
})

const described = (summary: Localised) => ({
  description: summary["zh-CN"],
  description_localizations: localised(summary),
})

/** What is not for all is shown to those who manage the server, unless it says otherwise in its settings. */
const forItsAudience = ({ audience }: Command) =>
  audience === undefined ? {} : { default_member_permissions: String(PermissionFlagsBits.ManageGuild) }

/** What is sent along, and whether others see the reply; those of owners are for their eyes anyway. */
const optionsOf = (command: Command): APIApplicationCommandBasicOption[] => [
  ...command.params
    .filter((param) => param.typed)
    .map((param) => option(param, command.suggest !== undefined && param === command.params[0])),
  ...(command.audience === "owners" ? [] : [onlyMe()]),
]

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
    ...described(param.summary),
    required: param.required,
  }
  switch (param.kind) {
    case "integer":
      return { type: ApplicationCommandOptionType.Integer, ...common }
    case "file":
      return { type: ApplicationCommandOptionType.Attachment, ...common }
    case "text":
    case "date":
      return { type: ApplicationCommandOptionType.String, ...common, autocomplete }
    default:
      return param.kind satisfies never
  }
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
