// Texts that make a parser work far harder than they are long.

import { writeFileSync } from "node:fs"
import { FILES, LIXIAN } from "../sources/files.js"
import type { Family, Malformed } from "./families.js"
import { chance } from "./random.js"

const MEGABYTE = 2 ** 20
const [paragraph = ""] = LIXIAN.paragraphs

/** A text at the size that its kind may have: the same over and over between a beginning and an end. */
const over = (part: string, bytes: number, before = "", after = "") =>
  before + part.repeat(Math.floor((bytes - before.length - after.length) / Buffer.byteLength(part))) + after

function text(name: string, content: () => string | Uint8Array, refused?: true): Malformed {
  return { name, put: (path) => writeFileSync(path, content()), ...(refused && { refused }) }
}

const NESTED = [
  "div",
  "b",
  "span",
  "ul><li",
  "blockquote",
  "table><tr><td",
  "a",
  "p",
  "font",
  "h1",
  "x",
  "svg",
  "template",
]

const html: Malformed[] = [
  ...NESTED.flatMap((tag) =>
    [1_000, 10_000, 100_000].map((deep) =>
      text(`深${deep}-${tag.replace(/\W/gu, "-")}.html`, () => `<html><body>${`<${tag}>`.repeat(deep)}${paragraph}`),
    ),
  ),
  text(
    "性多.html",
    () => `<html><body><p ${Array.from({ length: 200_000 }, (_, i) => `a${i}=1`).join(" ")}>${paragraph}</p>`,
  ),
  text("性同名.html", () => `<p ${over("a ", MEGABYTE)}>${paragraph}</p>`),
  text("类多.html", () => `<p class="${over("a ", MEGABYTE)}">${paragraph}</p>`),
  text("段多.html", () => over("<p>段</p>", 8 * MEGABYTE)),
  text("段长.html", () => over(`<p>${paragraph}</p>`, MEGABYTE)),
  text("号多.html", () => over("<", MEGABYTE)),
  text("注释.html", () => over("<!--", MEGABYTE)),
  text("闭多.html", () => over("</p>", MEGABYTE)),
  text("实体.html", () => over("&amp;", MEGABYTE)),
  text("脚本.html", () => over("<script>", MEGABYTE)),
  text("换行.html", () => over("<br>", MEGABYTE)),
  text("连接.html", () => over(`<a href="/">链</a>`, MEGABYTE)),
  text("元.html", () => over(`<meta name="a" content="b">`, MEGABYTE, "<head>")),
  text("元空.html", () => over("<meta ", MEGABYTE)),
  text("题空.html", () => `<title>${over(" ", MEGABYTE)}|</title><p>${paragraph}</p>`),
  text("题线.html", () => `<title>${over("-甲乙", MEGABYTE)}</title><p>${paragraph}</p>`),
  text("空白.html", () => over(" ", MEGABYTE, "<p>", paragraph)),
  text("图.html", () => over("<figure><figcaption>图</figcaption></figure>", MEGABYTE)),
  text("架.html", () => over("<table><tr><td>", MEGABYTE)),
  text("参.html", () => `<p>&#0;&#x110000;&#xd800;&#x1b;[31m</p><p>${paragraph}</p>`),
]

const markdown: Malformed[] = [
  ...[
    ">",
    "> ",
    "[",
    "![",
    "*",
    "_",
    "**a ",
    "`",
    "~",
    "(",
    "- ",
    "1. ",
    "#",
    "\\",
    "<",
    "<a",
    "<!--",
    "[a](",
    "[a][",
    "|",
    "&",
    "* a *",
    "_a_",
    "a_",
    "](",
    "[[]",
    "<b>",
    "    ",
    "\t",
    "``a`",
  ].flatMap((part, i) =>
    [10_000, 100_000].map((bytes) =>
      text(`重${String(i).padStart(2, "0")}-${bytes}.md`, () => over(part, bytes, `# 题\n\n${paragraph}\n\n`)),
    ),
  ),
  ...[
    "> a\n",
    "- a\n",
    "  - a\n",
    "a\n\n",
    "# a\n",
    "|a|b|\n|-|-|\n|1|2|\n",
    "[a]: b\n",
    "***\n",
    "a\n===\n",
    "```\n",
  ].map((line, i) => text(`行${i}.md`, () => over(line, MEGABYTE))),
  text("梯.md", () => Array.from({ length: 3_000 }, (_, i) => `${" ".repeat(i * 2)}- 甲`).join("\n")),
  text("引梯.md", () => Array.from({ length: 2_000 }, (_, i) => `${">".repeat(i)} 甲`).join("\n")),
  text("号空.md", () => `---\n${over("a: b\n", MEGABYTE)}---\n${paragraph}`),
  text("锚.md", () => {
    const levels = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`)
    return `---\na0: &a0 [x]\n${levels.join("\n")}\ntitle: *a30\n---\n${paragraph}`
  }),
  text("锚并.md", () => `---\na: &a\n  <<: *a\n  title: b\nb: *a\n---\n${paragraph}`),
  text("深.md", () => `---\na: ${"[".repeat(100_000)}\n---\n${paragraph}`),
  text("深闭.md", () => `---\na: ${"[".repeat(30_000)}${"]".repeat(30_000)}\n---\n${paragraph}`),
  text(
    "深行.md",
    () => `---\n${Array.from({ length: 3_000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")}\n---\n${paragraph}`,
  ),
  text("签.md", () => `---\ntitle: !!js/function "function(){}"\n__proto__: {a: 1}\n---\n${paragraph}`),
  text("未闭.md", () => over("---\n", MEGABYTE)),
]

const bulk: Malformed[] = [
  text("深.jsonl", () => "[".repeat(30_000_000)),
  text("深闭.jsonl", () => `${"[".repeat(1_900_000)}${"]".repeat(1_900_000)}`),
  text(
    "深字段.jsonl",
    () => `{"id":1,"headline":"题","body":"${paragraph}","x":${'{"a":'.repeat(500_000)}1${"}".repeat(500_000)}}`,
  ),
  text("长.jsonl", () => `{"id":1,"headline":"题","body":"${"长".repeat(17_000_000)}"}`, true),
  text(
    "原型.jsonl",
    () =>
      `{"__proto__":{"id":1,"headline":"题","body":"正文"}}\n{"id":"__proto__","headline":"__proto__","body":"${paragraph}","__proto__":null}\n{"id":"constructor","headline":"constructor","body":"${paragraph}"}`,
  ),
  text("空行.jsonl", () => "\n".repeat(200 * MEGABYTE)),
  text("错行.jsonl", () => "x\n".repeat(100 * MEGABYTE)),
  text("括号.jsonl", () => "{}\n".repeat(30 * MEGABYTE)),
  text("多篇.jsonl", () => `{"id":1,"headline":"a","body":"b"}\n`.repeat(3 * MEGABYTE)),
  text(
    "多题.jsonl",
    () => Array.from({ length: 600_000 }, (_, i) => `{"id":${i},"headline":"a","body":"b"}`).join("\n"),
    true,
  ),
  text("空段.jsonl", () => `{"id":1,"headline":"题","body":"${"\\n".repeat(1_000_000)}"}`),
  text("空格.jsonl", () => `{"id":2,"headline":"题","body":"${" ".repeat(1_000_000)}甲"}`),
  text("代理.jsonl", () => `{"id":3,"headline":"题\\ud800","body":"\\udfff\\u0000\\u001b[31m"}`),
]

const tables: Malformed[] = [
  text("引号.csv", () => `标题,正文\n"${"长".repeat(33 * MEGABYTE)}`, true),
  text("引号多.csv", () => over('"', 100 * MEGABYTE, "标题,正文\n"), true),
  text("逗号.csv", () => over(",", 100 * MEGABYTE, "标题,正文\n")),
  text("换行.csv", () => over("\n", 100 * MEGABYTE, "标题,正文\n")),
  text("列多.csv", () => `${over("标题,", 50 * MEGABYTE)}正文\n一,二`),
  text("错行.csv", () => over("a\n", 100 * MEGABYTE, "标题,正文\n")),
  text("同文.csv", () => over("a,b\n", 32 * MEGABYTE, "标题,正文\n")),
  text("无列.csv", () => over("a", 100 * MEGABYTE), true),
  text("空格.csv", () => `标题,正文\na,${" ".repeat(MEGABYTE)}b`),
  text("空格.tsv", () => over("\t", 50 * MEGABYTE, "title\tbody\n")),
]

const pages: Malformed[] = [
  ...[
    "甲",
    "a",
    "。",
    "“",
    "\n",
    "甲\n",
    "——",
    " ",
    "　",
    "\t",
    "（",
    "1",
    "（完）",
    "本报记者 ",
    "2022年",
    `${paragraph.slice(0, 40)}\n\n`,
    "甲乙丙\n\n",
    "题\n\n\n",
    "——副题\n",
    "■\n",
    "甲，",
  ].flatMap((part, i) => [
    ...(i < 5 ? [text(`重${String(i).padStart(2, "0")}.txt`, () => over(part, 32 * MEGABYTE))] : []),
    text(`重${String(i).padStart(2, "0")}-小.txt`, () => over(part, MEGABYTE)),
    text(`重${String(i).padStart(2, "0")}-页.txt`, () => over(part, 30_000)),
  ]),
  text("长行.txt", () => "长".repeat(17 * MEGABYTE), true),
  text("长行小.txt", () => `${LIXIAN.headline}\n\n${"澧县耕地".repeat(2 * MEGABYTE)}`),
  text(
    "混.txt",
    () => Buffer.concat([FILES["稿.txt"]?.(LIXIAN) ?? Buffer.alloc(0), Uint8Array.of(0xff, 0xfe, 0xe4, 0xbd)]),
    true,
  ),
  text("半.txt", () => Buffer.concat([Buffer.from(paragraph), Uint8Array.of(0xe4, 0xbd)]), true),
  text("零.txt", () => `${paragraph}\0${paragraph}`, true),
  ...Array.from({ length: 40 }, (_, seed) => text(`码${seed}.txt`, () => mixed(seed))),
]

/** Texts in UTF-8 with bytes among them that are none. */
function mixed(seed: number): Uint8Array {
  const { below } = chance(seed)
  const whole = Buffer.from(LIXIAN.paragraphs.join("\n\n"))
  const at = below(whole.length)
  return Buffer.concat([
    whole.subarray(0, at),
    chance(seed)
      .bytes(1 + below(4))
      .map((byte) => byte | 0x80),
    whole.subarray(at),
  ])
}

export const texts: readonly Family[] = [
  { name: "web pages", files: html },
  { name: "Markdown", files: markdown },
  { name: "lines of JSON", files: bulk },
  { name: "tables", files: tables },
  { name: "plain texts", files: pages },
]
