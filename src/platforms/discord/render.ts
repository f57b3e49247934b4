// A reply as the body of a Discord message: Components V2, one container of text, buttons and a select. Pure.

import {
  type APIActionRowComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from "discord-api-types/v10"
import type { Command } from "../../chat/command.js"
import { cutText } from "../../chat/excerpt.js"
import { fit as fitReply, type Limits } from "../../chat/fit.js"
import type { Block, Choice, Next, Reply } from "../../chat/reply.js"
import { encodeId } from "./custom-id.js"
import { markdown } from "./markdown.js"

/** Nobody is pinged, whatever the text holds. Stands in every message and every edit. */
export const NO_PINGS = { parse: [], replied_user: false } satisfies { parse: never[]; replied_user: boolean }

/** What is common to the bodies of messages, edits and interaction responses. */
export interface Body {
  flags: number
  components: APIMessageTopLevelComponent[]
  allowed_mentions: typeof NO_PINGS
}

/** The reply, shortened where Discord's limits ask for it. */
export function render(reply: Reply, commands: readonly Command[]): Body {
  const rows = rowsWithin(fitReply({ ...reply, blocks: [] }, limits(always)), commands)
  const fits = (blocks: readonly Block[]) => withinLimits([...texts(blocks), ...rows])
  const { blocks } = fitReply(reply, limits(fits))
  const shown = texts(blocks)
  const components = [...(shown.length > 0 ? shown : [text(NOTHING)]), ...rows]
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [
      { type: ComponentType.Container, components, ...(reply.tone && { accent_color: ACCENTS[reply.tone] }) },
    ],
    allowed_mentions: NO_PINGS,
  }
}

/** The strip along the edge of a message, as 0xRRGGBB: seen on dark and on light. */
const ACCENTS: Readonly<Record<NonNullable<Reply["tone"]>, number>> = { answer: 0x2e8b57, refusal: 0xb8860b }

/** Discord: characters of all text displays together. */
const MOST_TEXT = 4000
/** Discord: components of a message, nested ones and the container counted. */
const MOST_COMPONENTS = 40
/**
 * Discord answers 500 when the text displays' UTF-8 bytes and 12 for each of them exceed 10,170 (discord-api-docs
 * #8554). What buttons and selects add is not known, so all their strings are counted too, and a little is left over.
 */
const MOST_BYTES = 10_000
const BYTES_EACH = 12
/** What buttons and the select may take of it. */
const MOST_ROW_BYTES = 5_000
/** Shown for a reply without text: Discord refuses an empty message. */
const NOTHING = "-# ……"

/** Discord: button label 80; select 25 options, label and description 100 each; 5 buttons a row. */
const limits = (fits: Limits["fits"]): Limits => ({ fits, label: 80, detail: 100, next: 10, choices: 25 })
const BUTTONS_A_ROW = 5
const always = () => true

type Row = APIActionRowComponent<APIComponentInMessageActionRow>

function withinLimits(components: readonly (APITextDisplayComponent | Row)[]): boolean {
  const shown = components.flatMap((each) => (each.type === ComponentType.TextDisplay ? [each.content] : []))
  return (
    shown.reduce((sum, each) => sum + each.length, 0) <= MOST_TEXT &&
    1 + components.reduce((sum, each) => sum + countOf(each), 0) <= MOST_COMPONENTS &&
    bytesOf(components) <= MOST_BYTES
  )
}

const countOf = (each: APIComponentInContainer): number => ("components" in each ? 1 + each.components.length : 1)

/** The strings in any value, in UTF-8 bytes, and what Discord adds for each object. */
function bytesOf(value: unknown): number {
  if (typeof value === "string") return Buffer.byteLength(value)
  if (typeof value !== "object" || value === null) return 0
  const own = Array.isArray(value) ? 0 : BYTES_EACH
  return Object.values(value).reduce((sum: number, each) => sum + bytesOf(each), own)
}

/** Beyond so many blocks paragraphs share a text display, as Discord takes only so many components. */
const MOST_DISPLAYS = 20

/** A text display for each block that shows anything; small print stays with the heading it stands under. */
function texts(blocks: readonly Block[]): APITextDisplayComponent[] {
  const out: APITextDisplayComponent[] = []
  const isLong = blocks.length > MOST_DISPLAYS
  let underHeading = false
  let isParagraph = false
  for (const block of blocks) {
    const content = written(block)
    if (content.trim() === "") continue
    const last = out.at(-1)
    if (underHeading && block.kind === "note" && last) last.content += `\n${content}`
    else if (isLong && last && block.kind === "paragraph" && isParagraph) last.content += `\n\n${content}`
    else out.push(text(content))
    underHeading = block.kind === "heading" || (underHeading && block.kind === "note")
    isParagraph = block.kind === "paragraph"
  }
  return out
}

const text = (content: string): APITextDisplayComponent => ({ type: ComponentType.TextDisplay, content })

function written(block: Block): string {
  switch (block.kind) {
    case "heading":
      return marked("### ", markdown(block.spans).filter(isShown))
    case "note":
      return marked("-# ", markdown(block.spans).filter(isShown))
    case "paragraph":
      return marked("", trimmed(markdown(block.spans)))
    case "quote":
      return marked("> ", trimmed(markdown(block.spans)))
    case "list":
      return block.items
        .map((item) => markdown(item).filter(isShown).join("\n  "))
        .filter(isShown)
        .map((item) => `- ${item}`)
        .join("\n")
    default:
      return block satisfies never
  }
}

const marked = (mark: string, lines: readonly string[]): string => lines.map((line) => mark + line).join("\n")
const isShown = (line: string): boolean => line.trim() !== ""
/** Without the blank lines at both ends. */
const trimmed = (lines: readonly string[]): string[] =>
  lines.slice(lines.findIndex(isShown), lines.findLastIndex(isShown) + 1)

/** Buttons and choices as rows; the last choices, then the last buttons, give way where they take too many bytes. */
function rowsWithin({ choices = [], choose, next = [] }: Reply, commands: readonly Command[]): Row[] {
  const [offered, buttons] = [choices.filter(isLabelled), next.filter(isLabelled)]
  for (;;) {
    const rows = rowsOf(offered, choose, buttons, commands)
    if (bytesOf(rows) <= MOST_ROW_BYTES) return rows
    if (offered.length > 0) offered.pop()
    else buttons.pop()
  }
}

const isLabelled = ({ label }: Next): boolean => label.trim() !== ""

/** Few choices that need no explanation are seen at once, a button each; others are in a select. */
function rowsOf(
  choices: readonly Choice[],
  choose: string | undefined,
  next: readonly Next[],
  commands: readonly Command[],
): Row[] {
  const areButtons = choices.length <= MOST_CHOICE_BUTTONS && choices.every(({ detail }) => !detail?.trim())
  const offered = areButtons
    ? choices.map((choice, place) => row([button(choice, place, commands)]))
    : [row([select(choices, choose, commands)])]
  const buttons = next.map((each, place) => button(each, areButtons ? choices.length + place : place, commands))
  return [...offered, ...inRows(buttons).map(row)]
}

const MOST_CHOICE_BUTTONS = 5

function inRows(buttons: readonly APIComponentInMessageActionRow[]): APIComponentInMessageActionRow[][] {
  const rows: APIComponentInMessageActionRow[][] = []
  for (let from = 0; from < buttons.length; from += BUTTONS_A_ROW) rows.push(buttons.slice(from, from + BUTTONS_A_ROW))
  return rows
}

const row = (components: APIComponentInMessageActionRow[]): Row => ({ type: ComponentType.ActionRow, components })

function button(next: Next, place: number, commands: readonly Command[]): APIComponentInMessageActionRow {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: next.label.toWellFormed(),
    custom_id: encodeId(next, place, commands),
  }
}

/** The id of the select itself; what is chosen stands in the value of its option. */
const SELECT_ID = "choices"

/** Discord: a select's placeholder, 150 characters. */
const MOST_PLACEHOLDER = 150

function select(
  choices: readonly Choice[],
  choose: string | undefined,
  commands: readonly Command[],
): APIComponentInMessageActionRow {
  return {
    type: ComponentType.StringSelect,
    custom_id: SELECT_ID,
    ...(choose?.trim() && { placeholder: cutText(choose, MOST_PLACEHOLDER).toWellFormed() }),
    options: choices.map((choice, place) => ({
      label: choice.label.toWellFormed(),
      value: encodeId(choice, place, commands),
      ...(choice.detail?.trim() && { description: choice.detail.toWellFormed() }),
    })),
  }
}
