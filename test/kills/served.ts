// What a start serves: all articles, and answers to some questions, as the program prints them.

import { type Places, run } from "./program.js"

export type Asked = "articles" | "ask"

/** Lines of JSON; those of a tool that was not asked are not there. */
export type Served = Partial<Record<Asked, readonly string[]>> & { log: string }

/** What the program serves, asked by these tools one after the other. Rejects where it hangs or fails. */
export async function servedBy(places: Places, questions: readonly string[], tools: readonly Asked[]): Promise<Served> {
  const served: Served = { log: "" }
  for (const tool of tools) {
    const { out, log } = await run(places, [tool, "--json"], tool === "ask" ? `${questions.join("\n")}\n` : "")
    served[tool] = out.trimEnd().split("\n")
    served.log += log
  }
  return served
}

/** In what it differs from what is to be served, where that is. */
export function differences(served: Served, reference: Served): string[] {
  return (["articles", "ask"] as const).flatMap((tool) => {
    const [is, should] = [served[tool], reference[tool]]
    if (!is || !should) return []
    const counts = is.length === should.length ? [] : [`${tool}: ${is.length} lines, not ${should.length}`]
    const at = is.findIndex((line, i) => line !== should[i])
    return at < 0 ? counts : [...counts, `${tool}, line ${at + 1}: ${difference(is[at] ?? "", should[at] ?? "")}`]
  })
}

function difference(is: string, should: string): string {
  const at = [...is].findIndex((character, i) => character !== [...should][i])
  const around = (text: string) => [...text].slice(Math.max(0, at - 40), at + 60).join("")
  return `…${around(is)}…, not …${around(should)}…`
}
