// `npm run pictures`: draws what replies look like on both platforms, from the payloads that the adapters really
// send, into docs/images/. Needs Chromium; set CHROMIUM to its path if it is not called `chromium`.

import { execFileSync } from "node:child_process"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { createCommands } from "../commands/index.js"
import { createChat } from "../src/chat/chat.js"
import { parseCall } from "../src/chat/parse.js"
import type { Reply } from "../src/chat/reply.js"
import { loadLibrary } from "../src/cli/load.js"
import { render as discordBody } from "../src/platforms/discord/render.js"
import type { Entity } from "../src/platforms/telegram/render.js"
import { compose } from "../src/platforms/telegram/send.js"

/** What is drawn: what a reader typed, for the file of this name. */
const PICTURES = [
  { platform: "discord", name: "discord", typed: "/ask 澧县复耕多少亩", height: 450 },
  { platform: "discord", name: "discord-refusal", typed: "/ask 比特币现在多少钱", height: 250 },
  { platform: "discord", name: "discord-doubt", typed: "/ask 礼县复耕多少亩", height: 470 },
  { platform: "discord", name: "discord-article", typed: "/article 汝城", height: 500 },
  { platform: "discord", name: "discord-help", typed: "/help", height: 540 },
  { platform: "telegram", name: "telegram", typed: "/ask 澧县复耕多少亩", height: 470 },
  { platform: "telegram", name: "telegram-refusal", typed: "/ask 比特币现在多少钱", height: 290 },
  { platform: "telegram", name: "telegram-near", typed: "/ask 汝城县的县长叫什么名字", height: 400 },
  { platform: "telegram", name: "telegram-doubt", typed: "/ask 礼县复耕多少亩", height: 490 },
  { platform: "telegram", name: "telegram-article", typed: "/article 汝城", height: 560 },
  { platform: "telegram", name: "telegram-articles", typed: "/articles", height: 370 },
  { platform: "telegram", name: "telegram-help", typed: "/help", height: 520 },
] as const

const html = (text: string): string => text.replace(/[&<>]/gu, (char) => `&#${char.codePointAt(0)};`)

/** Discord's payload as its client shows it: the few kinds of markup that the adapter sends. */
function discordHtml(reply: Reply): string {
  const { components } = discordBody(reply, commands)
  return JSON.parse(JSON.stringify(components)).map(component).join("")
}

interface Component {
  type: number
  accent_color?: number
  content?: string
  label?: string
  placeholder?: string
  components?: Component[]
}

function component(drawn: Component): string {
  const { type, accent_color, content = "", label = "", placeholder = "", components = [] } = drawn
  const inner = components.map(component).join("")
  const accent = accent_color === undefined ? "" : ` style="border-left:4px solid #${hex(accent_color)}"`
  if (type === 17) return `<div class="container"${accent}>${inner}</div>`
  if (type === 1) return `<div class="row">${inner}</div>`
  if (type === 2) return `<span class="button">${html(label)}</span>`
  if (type === 3) return `<span class="select">${html(placeholder || "…")} ▾</span>`
  return content.split("\n").map(line).join("")
}

const hex = (colour: number): string => colour.toString(16).padStart(6, "0")

function line(text: string): string {
  const [, mark = "", rest = ""] = /^(### |## |# |-# |> )?(.*)$/u.exec(text) ?? []
  const shown = html(rest)
    .replace(/\*\*((?:\\.|[^\\])+?)\*\*/gu, "<b>$1</b>")
    .replace(/\\(.)/gu, "$1")
  const tags: Readonly<Record<string, string>> = {
    "### ": "h3",
    "## ": "h2",
    "# ": "h1",
    "-# ": "small",
    "> ": "blockquote",
  }
  const tag = tags[mark] ?? "p"
  return shown === "" ? "" : `<${tag}>${shown}</${tag}>`
}

/** Telegram's payload as its client shows it: text and entities, then the keyboard. */
function telegramHtml(reply: Reply): string {
  const { text, entities, buttons = [] } = compose(reply, commands)
  const opens = (at: number) => entities.filter(({ offset }) => offset === at).sort((a, b) => b.length - a.length)
  const closes = (at: number) => entities.filter(({ offset, length }) => offset + length === at).reverse()
  let out = ""
  for (let at = 0; at <= text.length; at++) {
    out += closes(at)
      .map((entity) => `</${tagOf(entity)}>`)
      .join("")
    out += opens(at)
      .map((entity) => `<${tagOf(entity)}>`)
      .join("")
    out += html(text[at] ?? "")
  }
  const rows = buttons.map(
    (row) =>
      `<div class="row">${row.map((button) => `<span class="button">${html(button.text)}</span>`).join("")}</div>`,
  )
  return `<div class="bubble">${out.replace(/(<\/blockquote>)\n/gu, "$1")}</div>${rows.join("")}`
}

const TAGS: Readonly<Record<string, string>> = {
  bold: "b",
  italic: "i",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
  text_link: "u",
}
const tagOf = ({ type }: Entity): string => TAGS[type] ?? "span"

const STYLE = {
  discord: `body{background:#313338;color:#dbdee1;font:16px "Noto Sans CJK SC",sans-serif;width:400px;margin:0;padding:16px}
    .container{background:#2b2d31;border:1px solid #3f4147;border-radius:8px;padding:16px} h3{margin:0 0 2px;color:#f2f3f5;font-size:17px}
    small{color:#949ba4;font-size:12px} blockquote{margin:8px 0;padding-left:10px;border-left:4px solid #4e5058;line-height:1.5} b{color:#fff}
    p{margin:6px 0;line-height:1.5} .row{margin-top:10px;display:flex;gap:8px;flex-wrap:wrap} .select{flex:1;background:#1e1f22!important} .button,.select{background:#4e5058;color:#fff;border-radius:4px;padding:6px 14px;font-size:14px}
    .you{color:#949ba4;font-size:13px;margin-bottom:8px}`,
  telegram: `body{background:#d5e4c8;font:16px "Noto Sans CJK SC",sans-serif;width:400px;margin:0;padding:16px;color:#111}
    .bubble{background:#fff;border-radius:12px;padding:10px 14px;white-space:pre-wrap;line-height:1.45} blockquote{margin:0;padding:2px 10px;border-left:3px solid #3390ec;background:#eaf3fc;border-radius:4px}
    .row{display:flex;gap:6px;margin-top:6px}.button{flex:1;text-align:center;background:rgba(70,100,60,.55);color:#fff;border-radius:8px;padding:7px;font-size:14px}
    .you{background:#eeffde;border-radius:12px;padding:8px 12px;margin:0 0 8px 90px}`,
}

function draw({ platform, name, typed, height }: (typeof PICTURES)[number], body: string): void {
  const page = join(mkdtempSync(join(tmpdir(), "wenbao-")), `${name}.html`)
  const you = `<div class="you">${typed}</div>`
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><style>${STYLE[platform]}</style>${you}${body}`)
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", `--window-size=432,${height}`]
  const output = resolve(`docs/images/${name}.png`)
  execFileSync(process.env.CHROMIUM ?? "chromium", [...flags, `--screenshot=${output}`, `file://${page}`], {
    stdio: "ignore",
  })
  console.log(output)
}

const { library } = await loadLibrary("seeds")
const commands = createCommands(library, { version: "0", now: Date.now, feedback: { keep: async () => true } })
const log = { debug() {}, info() {}, warn() {}, error() {} }
const chat = createChat(commands, log)
const drawn = { discord: discordHtml, telegram: telegramHtml }
for (const picture of PICTURES) {
  const from = { conversation: picture.name, locale: "zh-CN" as const }
  draw(picture, drawn[picture.platform](await chat.handle({ ...parseCall(picture.typed, commands), from })))
}
