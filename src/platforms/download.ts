// Fetching a file that a reader has sent, with a limit and through the proxy where there is one.

import { fetch } from "undici"
import { dispatcherFor } from "./carrier.js"
import type { ProxyFor } from "./proxy.js"

/** After so long it is given up. Milliseconds. */
const PATIENCE = 60_000

/**
 * The bytes at an address. Rejects with a few words on why not, which never hold the address: there may be a token in
 * it. More than `most` bytes are not taken.
 */
export async function download(address: string, most: number, proxyFor: ProxyFor): Promise<Uint8Array> {
  const dispatcher = dispatcherFor(address, proxyFor)
  try {
    const response = await fetch(address, { dispatcher, signal: AbortSignal.timeout(PATIENCE) })
    if (!response.ok) throw new Refused(`${response.status}`)
    return await collected(response.body ?? [], most)
  } catch (error) {
    throw new Error(error instanceof Refused ? error.message : reasonOf(error))
  } finally {
    await dispatcher.destroy()
  }
}

/** Its message is ours. */
class Refused extends Error {
  override name = "Refused"
}

async function collected(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > most) throw new Refused("太大")
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** What the system calls it. undici's own words may quote the address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "没有传完"
  if (error.name === "TimeoutError") return "超时"
  const { cause } = error
  return cause instanceof Error && "code" in cause ? String(cause.code) : "没有传完"
}
