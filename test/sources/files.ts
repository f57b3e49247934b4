// Files of every kind that hold the same two articles, as programs write them.

import { strToU8, zipSync } from "fflate"

export interface Story {
  headline: string
  subtitle?: string
  byline?: string
  paragraphs: readonly string[]
}

export const LIXIAN: Story = {
  headline: "金色田园千重浪",
  subtitle: "——澧县耕地保护工作侧记",
  byline: "本报记者 周文",
  paragraphs: [
    "这是澧县开展耕地“非农化”“非粮化”专项整治工作以来的一个缩影。截至今年10月底，澧县在完成流出耕地整改任务0.941万亩的基础上，超额完成恢复耕地1.3万亩，完成进度排名全省第一。",
    "去年，澧县“非农化”“非粮化”流出面积0.94万亩，耕地恢复任务1.05万亩，是全省耕地保护任务最艰巨的县。",
  ],
}
export const RUCHENG: Story = {
  headline: "汝城县除患消疾铺就优质路网",
  paragraphs: [
    "“原先我们路过此处，有点提心吊胆，现在路况好多了。”初冬时节，106国道汝城县六里坳盘山路段车来车往，过往司机纷纷慨叹。",
    "106国道汝城县通往粤港澳大湾区的必经之路，由于坡度长、弯道多，司机们经过时都小心翼翼。对此，该县投资1030万元，完成中大修工程3公里，以及急弯改造、修坡护栏等项目。",
  ],
}

const linesOf = ({ headline, subtitle, byline, paragraphs }: Story): string[] =>
  [headline, subtitle, byline, ...paragraphs].filter((line) => line !== undefined)

const escaped = (text: string) => text.replace(/[&<>]/gu, (char) => `&#${char.codePointAt(0)};`)

/** A zip of these files. */
export const zip = (files: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [name, typeof content === "string" ? strToU8(content) : content]),
    ),
  )

/** A Word file of these paragraphs; a style for each, none by default. */
export function docx(paragraphs: readonly (string | { style: string; text: string })[]): Uint8Array {
  const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  const body = paragraphs.map((each) => {
    const { style, text } = typeof each === "string" ? { style: "", text: each } : each
    const properties = style === "" ? "" : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`
    return `<w:p>${properties}<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`
  })
  const style = (id: string, name: string) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006"
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  return zip({
    "[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    "_rels/.rels": `<?xml version="1.0"?><Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `<?xml version="1.0"?><Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    "word/styles.xml": `<?xml version="1.0"?><w:styles xmlns:w="${W}">${style("1", "heading 1")}${style("2", "heading 2")}${style("a3", "Title")}</w:styles>`,
    "word/document.xml": `<?xml version="1.0"?><w:document xmlns:w="${W}"><w:body>${body.join("")}</w:body></w:document>`,
  })
}

const csvField = (text: string) => `"${text.replaceAll('"', '""')}"`
const chrome = {
  before: "<nav><a href='/'>首页</a> <a href='/x'>频道</a></nav>",
  after: "<footer>版权所有 湘阴报社 ICP备0号</footer>",
}

/** The story as each kind of file has it, by the name of the file. */
export const FILES: Readonly<Record<string, (story: Story) => Uint8Array>> = {
  "稿.txt": (story) => Buffer.from(linesOf(story).join("\n\n")),
  "稿.md": ({ headline, subtitle, byline, paragraphs }) =>
    Buffer.from(
      `---\ntitle: ${headline}\ndate: 2022-11-14\n---\n\n${[subtitle, byline, ...paragraphs].filter(Boolean).join("\n\n")}\n`,
    ),
  "标题.md": (story) => Buffer.from(`# ${linesOf(story).join("\n\n")}\n`),
  "网页.html": ({ headline, subtitle, byline, paragraphs }) =>
    Buffer.from(
      `<!doctype html><html><head><meta charset="utf-8"><title>${headline}_湘阴新闻网</title><style>p{}</style></head><body>${chrome.before}<article><h1>${headline}</h1>${[
        subtitle,
        byline,
        ...paragraphs,
      ]
        .filter((text) => text !== undefined)
        .map((text) => `<p>　　${escaped(text)}</p>`)
        .join("\n")}</article>${chrome.after}</body></html>`,
    ),
  "稿.docx": (story) => docx(linesOf(story)),
  "标题.docx": ({ headline, ...rest }) =>
    docx([{ style: "1", text: headline }, ...linesOf({ headline, ...rest }).slice(1)]),
  "表.csv": ({ headline, subtitle = "", byline = "", paragraphs }) =>
    Buffer.from(
      `\ufeff标题,副题,署名,正文,日期\r\n${[headline, subtitle, byline, paragraphs.join("\n"), "2022年11月14日"].map(csvField).join(",")}\r\n`,
    ),
  "表.tsv": ({ headline, subtitle = "", byline = "", paragraphs }) =>
    Buffer.from(
      `title\tsubtitle\tauthor\tcontent\n${[headline, subtitle, byline, paragraphs.join("\n")].map(csvField).join("\t")}\n`,
    ),
  "行.jsonl": ({ headline, subtitle, byline, paragraphs }) =>
    Buffer.from(JSON.stringify({ id: "1", headline, subtitle, byline, paragraphs })),
}
