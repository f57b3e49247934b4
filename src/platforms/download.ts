// Fetching a file that a reader has sent, with a limit and through the proxy where there is one.

import { get as getHttp, type IncomingMessage } from "node:http"
import { get as getHttps } from "node:https"
import { agentOf, type ProxyFor } from "./proxy.js"

/** Without a byte for so long it is given up. Milliseconds. */
const SILENCE = 15_000

/**
 * The bytes at an address. Rejects with a few words on why not, which never hold the address: there may be a token in
 * it. More than `most` bytes are not taken.
 */
export function download(address: string, most: number, proxyFor: ProxyFor): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const url = URL.canParse(address) ? new URL(address) : undefined
    if (!url || !/^https?:$/u.test(url.protocol)) return reject(new Error("没有地址"))
    const proxy = proxyFor(url)
    const get = url.protocol === "https:" ? getHttps : getHttp
    const fail = (error: NodeJS.ErrnoException) => reject(new Error(error.code ?? "连接断了"))
    const request = get(url, { ...(proxy && { agent: agentOf(proxy) }) }, (response) => {
      collect(response, most).then(resolve, reject)
    })
    request.setTimeout(SILENCE, () => request.destroy(Object.assign(new Error("timeout"), { code: "超时" })))
    request.on("error", fail)
  })
}

async function collect(response: IncomingMessage, most: number): Promise<Uint8Array> {
  const { statusCode = 0, headers } = response
  const refuse = (reason: string): never => {
    response.destroy()
    throw new Error(reason)
  }
  if (statusCode !== 200) refuse(`${statusCode}`)
  if (Number(headers["content-length"] ?? 0) > most) refuse("太大")
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of response) {
      chunks.push(chunk)
      size += chunk.length
      if (size > most) break
    }
  } catch {
    throw new Error("没有传完")
  }
  if (size > most) refuse("太大")
  return Buffer.concat(chunks)
}
