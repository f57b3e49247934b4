// Updates brought by Telegram: it posts them to an address of ours, as a rule through a reverse proxy.

import { createHash, createHmac, timingSafeEqual } from "node:crypto"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { Bot } from "grammy"
import type { Update, WebhookInfo } from "grammy/types"
import { type Log, OperatorError } from "../../chat/platform.js"
import { pause } from "../pause.js"
import { forGrammy } from "./client.js"
import { hasUpdateId } from "./keeping.js"
import * as say from "./operator.js"
import { UPDATES } from "./updates.js"

/** Where Telegram brings updates, and where they are received. */
export interface Webhook {
  url: URL
  listen: Listen
}

export interface Listen {
  port: number
  /** Without it, on all of this machine's addresses. */
  host?: string
}

/** Updates are some kilobytes. Bytes. */
const BODY_MOST = 1024 * 1024
/** How long one may take to arrive. Milliseconds. */
const ARRIVAL_MOST = 30_000
/** Between two looks at whether Telegram still brings them. Milliseconds. */
const WATCH_EVERY = 5 * 60_000

export interface Receiving extends Webhook {
  /** Resolves when what has been taken is on disk: only then may Telegram forget it. */
  accepted(): Promise<void>
  log: Log
}

/** Hands updates to the bot until the signal aborts. Rejects with an OperatorError where it cannot listen. */
export async function receive(bot: Bot, { url, listen, accepted, log }: Receiving, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const secret = secretOf(bot.token)
  const server = createServer({ requestTimeout: ARRIVAL_MOST }, (request, response) => {
    void respond(request, response, secret, async (update) => {
      if (signal.aborted) return false
      bot.handleUpdate(update).catch(bot.errorHandler)
      await accepted()
      return true
    })
  })
  await listening(server, listen)
  const until = forGrammy(signal)
  const set = () => bot.api.setWebhook(url.href, { secret_token: secret, allowed_updates: UPDATES }, until)
  try {
    await set()
    log.info(say.receiving(url.host, addressOf(listen)))
    await watch({ url, set, look: () => bot.api.getWebhookInfo(until), log }, signal)
  } finally {
    server.close()
  }
}

interface Watching {
  url: URL
  set(): Promise<unknown>
  look(): Promise<WebhookInfo>
  log: Log
}

/** Sees to it that Telegram still brings updates here, and tells when it cannot, once until it can again. */
async function watch({ url, set, look, log }: Watching, signal: AbortSignal): Promise<void> {
  let { last_error_date: failed = 0 } = await look()
  const told = { failing: false, taken: false }
  for (;;) {
    await pause(WATCH_EVERY, signal)
    if (signal.aborted) return
    const info = await look()
    const isFailing = (info.last_error_date ?? 0) > failed
    failed = info.last_error_date ?? 0
    if (info.url !== url.href) {
      if (!told.taken) log.warn(say.WEBHOOK_TAKEN)
      told.taken = true
      await set()
    } else if (isFailing !== told.failing) {
      if (isFailing) log.warn(say.notBrought(url.host, info.last_error_message ?? ""))
      else log.info(say.BROUGHT_AGAIN)
      told.failing = isFailing
    }
  }
}

/** The token's own secret: the same after a restart, so that nothing on its way then is refused; neither tells the other. */
const secretOf = (token: string): string => createHmac("sha256", token).update("webhook").digest("base64url")

/** Whether two texts are the same, in a time that says nothing about how much of them is (both are hashed: equally long). */
function matches(given: string, expected: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest()
  return timingSafeEqual(hash(given), hash(expected))
}

/**
 * Answers a request. The path is not looked at: reverse proxies may cut or change it, and the secret says who asks.
 * `take` resolves when an update is safe with us, not when it has been dealt with; to false where it is too late for it:
 * then Telegram brings it again.
 */
async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  secret: string,
  take: (update: Update) => Promise<boolean>,
) {
  /** What is refused is not read to its end. */
  const end = (status: number, text = "") =>
    response.writeHead(status, { "content-type": "text/plain; charset=utf-8", ...(status !== 200 && CLOSE) }).end(text)
  const { "x-telegram-bot-api-secret-token": given, "content-length": length } = request.headers
  if (request.method === "GET" || request.method === "HEAD") return end(200, `${say.HERE}\n`)
  if (request.method !== "POST") return end(405)
  if (typeof given !== "string" || !matches(given, secret)) return end(401)
  if (Number(length ?? 0) > BODY_MOST) return end(413)
  const body = await read(request).catch(() => "")
  if (body === undefined) return end(413)
  const update = parsed(body)
  if (!hasUpdateId(update)) return end(400)
  return end((await take(update)) ? 200 : 503)
}

const CLOSE = { connection: "close" }

/** The body, or undefined where it is too long. Rejects where it does not come to its end. */
async function read(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  // Not destroyed when left early: it still wants an answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > BODY_MOST) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const addressOf = ({ port, host }: Listen): string => (host === undefined ? `${port}` : `${host}:${port}`)

function listening(server: Server, listen: Listen): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(new OperatorError(say.notListening(addressOf(listen), error.code ?? error.message)))
    })
    server.listen(listen, resolve)
  })
}
