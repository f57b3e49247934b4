// What Discord refuses, as far as its documentation and its users' findings say: each function returns the faults.

export type Json = Record<string, unknown>

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The value at a path of any value; undefined where the path ends. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  let found = value
  for (const key of path) found = typeof found === "object" && found !== null ? Reflect.get(found, key) : undefined
  return found
}

export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const string = (value: unknown): string => (typeof value === "string" ? value : "")

/** Every component of a message, nested ones and the options of selects too. */
export function components(body: unknown): Json[] {
  return list(at(body, "components")).flatMap((each) => (isObject(each) ? [each, ...components(each)] : []))
}

/** A message's text displays, in order. */
export const displays = (body: unknown): string[] =>
  components(body).flatMap(({ type, content }) => (type === TEXT && typeof content === "string" ? [content] : []))

/** A message's buttons, and the options of its selects. */
export const buttons = (body: unknown): Json[] => components(body).filter(({ type }) => type === BUTTON)
export const options = (body: unknown): Json[] =>
  components(body).flatMap((each) => list(each.options).filter(isObject))

const [ROW, BUTTON, SELECT, TEXT, CONTAINER] = [1, 2, 3, 10, 17]
const IS_COMPONENTS_V2 = 1 << 15

/** Why a message or an edit is refused (400); [] when it is taken. */
export function messageFaults(body: unknown): string[] {
  if (!isObject(body)) return ["no body"]
  const faults: string[] = []
  if (/\p{Surrogate}/u.test(JSON.stringify(body).replace(/\\ud[89a-f][\da-f]{2}/giu, "\ud800")))
    faults.push("surrogate")
  if ((Number(body.flags) & IS_COMPONENTS_V2) === 0) return [...faults, ...contentFaults(body)]
  for (const key of ["content", "embeds", "poll", "sticker_ids"])
    if (key in body) faults.push(`${key} beside components`)
  const all = components(body)
  if (all.length === 0 || all.length > 40) faults.push(`${all.length} components`)
  const text = displays(body).reduce((sum, each) => sum + each.length, 0)
  if (text > 4000) faults.push(`${text} characters of text`)
  const ids = all.flatMap(({ custom_id }) => (custom_id === undefined ? [] : [custom_id]))
  if (new Set(ids).size < ids.length) faults.push("custom_id twice")
  return [...faults, ...all.flatMap(componentFaults)]
}

/** Whether Discord answers 500: text displays' bytes and 12 each above 10,170 (discord-api-docs #8554). */
export const tooManyBytes = (body: unknown): boolean =>
  displays(body).reduce((sum, each) => sum + Buffer.byteLength(each) + 12, 0) > 10_170

/** Whether a message could ping: nothing may be parsed, and the one replied to is not told. */
export function couldPing(body: unknown): boolean {
  const parse = at(body, "allowed_mentions", "parse")
  return !Array.isArray(parse) || parse.length > 0 || at(body, "allowed_mentions", "replied_user") !== false
}

const contentFaults = ({ content }: Json): string[] =>
  typeof content === "string" && content.length >= 1 && content.length <= 2000 ? [] : ["content of 1-2,000 characters"]

function componentFaults(each: Json): string[] {
  const inner = list(each.components)
  switch (each.type) {
    case TEXT:
      return string(each.content).trim() === "" ? ["blank text display"] : []
    case CONTAINER:
      return inner.length === 0 ? ["empty container"] : []
    case ROW: {
      const types = inner.map((one) => at(one, "type"))
      const ofButtons = types.length >= 1 && types.length <= 5 && types.every((type) => type === BUTTON)
      return ofButtons || (types.length === 1 && types[0] === SELECT) ? [] : [`row of ${types}`]
    }
    case BUTTON:
      return [...measure("label", each.label, 80), ...measure("custom_id", each.custom_id, 100)]
    case SELECT:
      return [
        ...measure("custom_id", each.custom_id, 100),
        ...(each.placeholder === undefined ? [] : measure("placeholder", each.placeholder, 150)),
        ...selectFaults(list(each.options).filter(isObject)),
      ]
    default:
      return [`component of type ${each.type}`]
  }
}

function selectFaults(offered: readonly Json[]): string[] {
  const faults = offered.flatMap(({ label, value, description }) => [
    ...measure("option label", label, 100),
    ...measure("option value", value, 100),
    ...(description === undefined ? [] : measure("option description", description, 100)),
  ])
  if (offered.length < 1 || offered.length > 25) faults.push(`${offered.length} options`)
  if (new Set(offered.map(({ value }) => value)).size < offered.length) faults.push("option value twice")
  return faults
}

/** Text of 1 to so many characters, not all white space. */
function measure(name: string, value: unknown, most: number): string[] {
  const text = string(value)
  return text.trim() === "" || text.length > most ? [`${name} of ${text.length} characters`] : []
}

/** Why a list of autocomplete choices is refused. */
export function choiceFaults(choices: unknown): string[] {
  if (!Array.isArray(choices)) return ["no choices"]
  const faults = choices.flatMap((each) => [
    ...measure("name", at(each, "name"), 100),
    ...measure("value", at(each, "value"), 100),
  ])
  return choices.length > 25 ? [...faults, `${choices.length} choices`] : faults
}

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
const LOCALES = ["en-US", "en-GB", "zh-CN", "zh-TW"]

/** Why a list of commands is refused; `inGuild` commands have no contexts of their own. */
export function commandFaults(body: unknown, inGuild: boolean): string[] {
  if (!Array.isArray(body)) return ["no list"]
  const faults = body.length > 100 ? ["more than 100 commands"] : []
  if (new Set(body.map((each) => at(each, "name"))).size < body.length) faults.push("command name twice")
  return [...faults, ...body.flatMap((each) => oneCommandFaults(each, inGuild))]
}

/** Commands in the menu of a message or a user: a name of any characters, and nothing else. */
function menuFaults(command: unknown): string[] {
  return [at(command, "name"), ...localised(at(command, "name_localizations"))]
    .flatMap((name) => measure("name", name, 32))
    .concat(["description", "options"].filter((key) => at(command, key) !== undefined))
}

function oneCommandFaults(command: unknown, inGuild: boolean): string[] {
  if (at(command, "type") !== 1) return menuFaults(command)
  const faults = namedFaults(command)
  const given = list(at(command, "options"))
  if (given.length > 25) faults.push("more than 25 options")
  const required = given.map((each) => at(each, "required") === true)
  if (required.includes(true, required.indexOf(false)) && required.includes(false))
    faults.push("required after optional")
  if (new Set(given.map((each) => at(each, "name"))).size < given.length) faults.push("option name twice")
  if (inGuild && (at(command, "contexts") || at(command, "integration_types"))) faults.push("contexts in a guild")
  for (const each of given) {
    faults.push(...namedFaults(each))
    if (at(each, "autocomplete") === true && at(each, "type") !== 3) faults.push("autocomplete of another type")
  }
  return faults
}

function namedFaults(value: unknown): string[] {
  const names = [at(value, "name"), ...localised(at(value, "name_localizations"))]
  const descriptions = [at(value, "description"), ...localised(at(value, "description_localizations"))]
  return [
    ...names.filter((name) => !NAME.test(string(name)) || string(name) !== string(name).toLowerCase()).map(String),
    ...descriptions.flatMap((each) => measure("description", each, 100)),
    ...[at(value, "name_localizations"), at(value, "description_localizations")]
      .flatMap((each) => Object.keys(isObject(each) ? each : {}))
      .filter((locale) => !LOCALES.includes(locale)),
  ]
}

const localised = (value: unknown): unknown[] => (isObject(value) ? Object.values(value) : [])
