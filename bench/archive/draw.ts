// Draws time and memory against size as SVG, both axes logarithmic, legible on light and on dark.

import type { Figures } from "./job.js"
import { percentile } from "./measure.js"
import type { SizeMeasured } from "./rows.js"

interface Panel {
  title: string
  of(figures: Figures): number | undefined
  /** A value as the axis has it. */
  label(value: number): string
}

const plain = (value: number): string =>
  value >= 1 ? value.toLocaleString("en") : String(Number(value.toPrecision(1)))

const PANELS: readonly Panel[] = [
  { title: "finding paragraphs, median, ms", of: ({ recall }) => recall && percentile(recall, 0.5), label: plain },
  { title: "building from files, s", of: ({ built }) => built && built / 1000, label: plain },
  { title: "memory of the process, MB", of: ({ memory }) => memory && memory / 1024 ** 2, label: plain },
]

/** In the order of the tables, wenbao first. Mid tones: they have contrast enough on white and on near black. */
const COLOURS = ["#d1242f", "#2f81f7", "#2da44e", "#bf8700", "#8957e5", "#1b9aaa", "#bf3989"]

const WIDTH = 300
const HEIGHT = 220
const LEFT = 62
const TOP = 36
const BOTTOM = 44
const GAP = 24
/** On the right, for half of the last label. */
const RIGHT = 36
const LEGEND = 26
/** Of a name in the legend, a character's width on average, and what stands before and behind it. */
const CHARACTER = 6.4
const MARK = 18
const APART = 22

/** One picture with a panel for each thing measured, and who is who below. */
export function draw(measured: readonly SizeMeasured[]): string {
  const names = [...new Set(measured.flatMap(({ all }) => all.map(({ who }) => who)))]
  const width = PANELS.length * (LEFT + WIDTH) + (PANELS.length - 1) * GAP + RIGHT
  const height = TOP + HEIGHT + BOTTOM + LEGEND
  const panels = PANELS.map((panel, i) =>
    group(i * (LEFT + WIDTH + GAP) + LEFT, TOP, drawPanel(panel, measured, names)),
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    "<title>Time and memory against the number of paragraphs</title>",
    "<style>text{font:12px system-ui,sans-serif;fill:#57606a}.title{font-weight:600;font-size:13px}line{stroke:#8c959f;stroke-opacity:.35}path{fill:none;stroke-width:2}@media(prefers-color-scheme:dark){text{fill:#b1bac4}}</style>",
    ...panels,
    group(LEFT, TOP + HEIGHT + BOTTOM + 10, legend(names)),
    "</svg>\n",
  ].join("\n")
}

function drawPanel({ title, of, label }: Panel, measured: readonly SizeMeasured[], names: readonly string[]): string {
  const lines = names.map((name) =>
    measured.flatMap(({ paragraphs, all }) => {
      const value = of(all.find(({ who }) => who === name)?.figures ?? {})
      return value === undefined ? [] : [{ paragraphs, value }]
    }),
  )
  const x = scale(
    measured.map(({ paragraphs }) => paragraphs),
    WIDTH,
  )
  const y = scale(
    lines.flat().map(({ value }) => value),
    HEIGHT,
  )
  return [
    `<text class="title" x="0" y="-14">${title}</text>`,
    ...y.ticks.map((tick) => {
      const at = HEIGHT - y.at(tick)
      return `<line x1="0" x2="${WIDTH}" y1="${at}" y2="${at}"/><text x="-8" y="${at + 4}" text-anchor="end">${label(tick)}</text>`
    }),
    ...x.ticks.map(
      (tick) =>
        `<line y1="0" y2="${HEIGHT}" x1="${x.at(tick)}" x2="${x.at(tick)}"/><text x="${x.at(tick)}" y="${HEIGHT + 18}" text-anchor="middle">${plain(tick)}</text>`,
    ),
    `<text x="${WIDTH / 2}" y="${HEIGHT + 36}" text-anchor="middle">paragraphs</text>`,
    ...lines.map((points, i) => {
      const places = points.map(({ paragraphs, value }) => [x.at(paragraphs), HEIGHT - y.at(value)] as const)
      const path = places.map(([a, b], k) => `${k === 0 ? "M" : "L"}${a.toFixed(1)} ${b.toFixed(1)}`).join("")
      const dots = places.map(
        ([a, b]) => `<circle cx="${a.toFixed(1)}" cy="${b.toFixed(1)}" r="3.5" fill="${colour(i)}"/>`,
      )
      return `<path stroke="${colour(i)}" d="${path}"/>${dots.join("")}`
    }),
  ].join("\n")
}

interface Scale {
  /** Powers of ten that cover all values. */
  ticks: number[]
  at(value: number): number
}

function scale(values: readonly number[], length: number): Scale {
  const known = values.filter((value) => value > 0)
  const first = Math.floor(Math.log10(Math.min(...known, Number.MAX_VALUE)) + 1e-9)
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...known, Number.MIN_VALUE)) - 1e-9))
  const decades = known.length === 0 ? [0, 1] : [first, last]
  const [low = 0, high = 1] = decades
  return {
    ticks: Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)),
    at: (value) => ((Math.log10(value) - low) / (high - low)) * length,
  }
}

function legend(names: readonly string[]): string {
  let end = 0
  return names
    .map((name, i) => {
      const x = end
      end += MARK + name.length * CHARACTER + APART
      return `<rect x="${x.toFixed(0)}" y="-9" width="12" height="12" rx="2" fill="${colour(i)}"/><text x="${(x + MARK).toFixed(0)}" y="1">${name}</text>`
    })
    .join("\n")
}

const colour = (i: number): string => COLOURS[i % COLOURS.length] ?? "#888888"
const group = (x: number, y: number, content: string): string =>
  `<g transform="translate(${x} ${y})">\n${content}\n</g>`
