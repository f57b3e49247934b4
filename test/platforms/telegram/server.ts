// A Bot API server for tests, on this machine: it holds the real one's rules, fails as told, and records every call.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { BotCommand, Update } from "grammy/types"
import { type Payload, refusedMenu, refusedMessage, refusedResults } from "./rules.js"

export const TOKEN = "123456:test-token-of-the-fake-server"
export const ME = { id: 42, is_bot: true, first_name: "问报", username: "wenbao_bot" }

/** What a method answers instead of its own answer, once. */
export type Fault =
  | "cut"
  /** As "cut", but the call is carried out. */
  | "cut after"
  | "hang"
  | "html"
  | { code: number; description: string; parameters?: { retry_after?: number; migrate_to_chat_id?: number } }

export interface Recorded {
  method: string
  payload: Payload
  /** Undefined until it is answered, then whether Telegram took it. */
  ok?: boolean
}

/** A message of the bot's. */
export interface Sent extends Payload {
  chat_id: number
  message_id: number
  text: string
}

type Answer =
  | { ok: true; result: unknown }
  | { ok: false; error_code: number; description: string; parameters?: object }

const refuse = (description: string, error_code = 400, parameters?: object): Answer => ({
  ok: false,
  error_code,
  description,
  ...(parameters && { parameters }),
})

/** The clock of a test may be a faked one. */
const realTimeout = setTimeout

export async function startServer(options: { hears?: boolean; token?: string } = {}) {
  const state = createState(options.hears ?? false)
  const server = createServer((request, response) => {
    void respond(state, options.token ?? TOKEN, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const port = typeof address === "object" ? address?.port : undefined
  async function close() {
    state.poll.end?.([])
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    close,
    /** Takes no connection for so long. Milliseconds. */
    async away(milliseconds: number) {
      await close()
      await new Promise((resolve) => realTimeout(resolve, milliseconds))
      await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve))
    },
  })
}

export type Server = Awaited<ReturnType<typeof startServer>>

function createState(hears: boolean) {
  const waiting = new Set<() => void>()
  const updates: Update[] = []
  const poll: { end?: ((result: Update[] | "conflict") => void) | undefined } = {}
  let updateId = 1000
  return {
    hears,
    inline: true,
    calls: [] as Recorded[],
    /** The bot's messages as they are now, by chat and id. */
    messages: new Map<string, Sent>(),
    menus: new Map<string, BotCommand[]>(),
    /** Name, description and short description, by member and language. */
    profile: new Map<string, string>(),
    faults: new Map<string, Fault[]>(),
    /** Forums and their topics. */
    topics: new Map<number, Set<number>>(),
    /** What readers have sent, by file id, and who runs each group. */
    files: new Map<string, Uint8Array>(),
    administrators: new Map<number, number[]>(),
    blocked: new Set<number>(),
    migrated: new Map<number, number>(),
    presses: new Set<string>(),
    webhook: { url: "", secret: "", allowed: [] as readonly string[] },
    /** What getWebhookInfo tells besides. */
    webhookInfo: {} as { last_error_date?: number; last_error_message?: string },
    nextMessageId: { value: 5000 },
    /** When messages were sent or edited, by chat and over all chats. Milliseconds. */
    written: new Map<number | "all", number[]>(),
    updates,
    poll,
    waiting,

    /** The next calls of this method fail so, one after the other. */
    fail(method: string, ...faults: Fault[]) {
      this.faults.set(method, [...(this.faults.get(method) ?? []), ...faults])
    },
    /** Delivers an update; a pressed button can be answered from now on. */
    push(update: Omit<Update, "update_id"> & { update_id?: number }) {
      if (update.callback_query) this.presses.add(update.callback_query.id)
      updates.push({ update_id: ++updateId, ...update })
      poll.end?.(updates)
      return updateId
    },
    /** Brings an update to the webhook, wherever that is, as Telegram does; the status that it was answered with. */
    async bring(update: Omit<Update, "update_id"> & { update_id?: number }): Promise<number> {
      const { url, secret } = this.webhook
      if (update.callback_query) this.presses.add(update.callback_query.id)
      const answer = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret },
        body: JSON.stringify({ update_id: ++updateId, ...update }),
      })
      return answer.status
    },
    /** Calls of this method that were taken. */
    taken(method: string): Payload[] {
      return this.calls.filter((call) => call.method === method && call.ok).map(({ payload }) => payload)
    },
    /** Resolves as soon as this holds; it is looked at after every answer. */
    until(holds: () => boolean): Promise<void> {
      return new Promise((resolve) => {
        const look = () => {
          if (!holds()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      })
    },
  }
}

type State = ReturnType<typeof createState>

async function respond(state: State, token: string, request: IncomingMessage, response: ServerResponse) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const [, holder, file = ""] = /^\/file\/bot([^/]*)\/documents\/(.+)$/u.exec(request.url ?? "") ?? []
  if (holder !== undefined) {
    const bytes = holder === token ? state.files.get(file) : undefined
    return bytes ? response.writeHead(200).end(bytes) : response.writeHead(404).end()
  }
  const [, given, method = ""] = /^\/bot([^/]*)\/(\w+)$/u.exec(request.url ?? "") ?? []
  const payload: Payload = JSON.parse(Buffer.concat(chunks).toString() || "{}")
  const call: Recorded = { method, payload }
  state.calls.push(call)
  const fault = state.faults.get(method)?.shift()
  for (const look of state.waiting) look()
  if (fault === "hang") return
  if (fault === "cut") return request.socket.destroy()
  if (fault === "html") return response.writeHead(502).end("<html>502 Bad Gateway</html>")
  const answer =
    fault !== undefined && fault !== "cut after"
      ? refuse(fault.description, fault.code, fault.parameters)
      : given === token
        ? await answerCall(state, method, payload, request)
        : refuse(/^\d+:/u.test(given ?? "") ? "Unauthorized" : "Not Found", /^\d+:/u.test(given ?? "") ? 401 : 404)
  call.ok = answer.ok
  if (fault === "cut after") {
    for (const look of state.waiting) look()
    return request.socket.destroy()
  }
  response.writeHead(answer.ok ? 200 : answer.error_code, { "content-type": "application/json" })
  response.end(JSON.stringify(answer))
  for (const look of state.waiting) look()
}

const PROFILE = {
  getMyName: "name",
  setMyName: "name",
  getMyDescription: "description",
  setMyDescription: "description",
  getMyShortDescription: "short_description",
  setMyShortDescription: "short_description",
} as const
const PROFILE_MOST = { name: 64, description: 512, short_description: 120 }

const done = (result: unknown = true): Answer => ({ ok: true, result })

function answerCall(
  state: State,
  method: string,
  payload: Payload,
  request: IncomingMessage,
): Answer | Promise<Answer> {
  const menu = JSON.stringify([payload.scope?.type ?? "default", payload.language_code ?? ""])
  switch (method) {
    case "getMe":
      return done({
        ...ME,
        can_join_groups: true,
        can_read_all_group_messages: state.hears,
        supports_inline_queries: state.inline,
      })
    case "getUpdates":
      return getUpdates(state, payload, request)
    case "sendMessage":
      return sendMessage(state, payload)
    case "editMessageText":
      return editMessageText(state, payload)
    case "answerCallbackQuery":
      if ((payload.text ?? "").length > 200) return refuse("Bad Request: MESSAGE_TOO_LONG")
      return state.presses.delete(payload.callback_query_id ?? "")
        ? done()
        : refuse("Bad Request: query is too old and response timeout expired or query ID is invalid")
    case "answerInlineQuery": {
      const refused = refusedResults(payload)
      return refused === undefined ? done() : refuse(`Bad Request: ${refused}`)
    }
    case "getMyCommands":
      return done(state.menus.get(menu) ?? [])
    case "setMyCommands": {
      const refused = refusedMenu(payload)
      if (refused !== undefined) return refuse(`Bad Request: ${refused}`)
      state.menus.set(menu, payload.commands ?? [])
      return done()
    }
    case "getMyName":
    case "getMyDescription":
    case "getMyShortDescription": {
      const member = PROFILE[method]
      return done({ [member]: state.profile.get(`${member} ${payload.language_code ?? ""}`) ?? "" })
    }
    case "setMyName":
    case "setMyDescription":
    case "setMyShortDescription": {
      const member = PROFILE[method]
      const text = payload[member] ?? ""
      if ([...text].length > PROFILE_MOST[member]) return refuse(`Bad Request: ${member} is too long`)
      state.profile.set(`${member} ${payload.language_code ?? ""}`, text)
      return done()
    }
    case "getFile": {
      const { file_id = "" } = payload
      const size = state.files.get(file_id)?.byteLength
      if (size === undefined) return refuse("Bad Request: wrong file_id or the file is temporarily unavailable")
      // core.telegram.org/bots/api#getfile
      if (size > 20 * 1024 * 1024) return refuse("Bad Request: file is too big")
      return done({ file_id, file_size: size, file_path: `documents/${file_id}` })
    }
    case "getChatAdministrators":
      return done(
        (state.administrators.get(payload.chat_id ?? 0) ?? []).map((id) => ({ status: "administrator", user: { id } })),
      )
    case "getWebhookInfo":
      return done({ url: state.webhook.url, pending_update_count: 0, ...state.webhookInfo })
    case "setWebhook":
      if (!/^[\w-]{1,256}$/u.test(payload.secret_token ?? ""))
        return refuse("Bad Request: secret token contains unallowed characters")
      state.webhook = {
        url: payload.url ?? "",
        secret: payload.secret_token ?? "",
        allowed: payload.allowed_updates ?? [],
      }
      return done()
    case "deleteWebhook":
      state.webhook.url = ""
      return done()
    default:
      return refuse(`Not Found: method ${method} not found`, 404)
  }
}

/** A second poller ends the first one's call with a conflict, as Telegram does. */
function getUpdates(state: State, payload: Payload, request: IncomingMessage): Answer | Promise<Answer> {
  if (state.webhook.url !== "") {
    return refuse("Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first", 409)
  }
  state.poll.end?.("conflict")
  const { offset = 0, limit = 100, timeout = 0, allowed_updates: allowed } = payload
  while (state.updates[0] && state.updates[0].update_id < offset) state.updates.shift()
  const batch = () =>
    state.updates.filter((update) => !allowed || allowed.some((kind) => kind in update)).slice(0, limit)
  if (batch().length > 0 || timeout === 0) return done(batch())
  return new Promise((resolve) => {
    const end = (result: Update[] | "conflict") => {
      clearTimeout(timer)
      request.socket.off("close", hungUp)
      if (state.poll.end === end) state.poll.end = undefined
      const conflict =
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
      resolve(result === "conflict" ? refuse(conflict, 409) : done(batch()))
    }
    const timer = setTimeout(end, timeout * 1000, [])
    const hungUp = () => end([])
    request.socket.on("close", hungUp)
    state.poll.end = end
  })
}

/**
 * The limits of how often a bot may write (core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this):
 * how many in so many milliseconds. In private short bursts are let pass.
 */
const GROUP = { most: 20, period: 60_000 }
const PRIVATE = { most: 60, period: 60_000 }
const ALL = { most: 30, period: 1_000 }

/** Counts a message or an edit; the refusal where there have been too many. */
function flooded({ written }: State, chat: number): Answer | undefined {
  const now = Date.now()
  const over = (name: number | "all", { most, period }: typeof ALL) => {
    const recent = (written.get(name) ?? []).filter((at) => at > now - period)
    written.set(name, [...recent, now])
    return recent.length < most ? undefined : Math.ceil((period - (now - (recent[0] ?? now))) / 1000)
  }
  const wait = over(chat, chat < 0 ? GROUP : PRIVATE) ?? over("all", ALL)
  if (wait === undefined) return undefined
  return refuse(`Too Many Requests: retry after ${wait}`, 429, { retry_after: wait })
}

function sendMessage(state: State, payload: Payload): Answer {
  const { chat_id: chat = 0, message_thread_id: topic, reply_parameters: reply, text = "" } = payload
  const moved = state.migrated.get(chat)
  if (moved !== undefined) {
    return refuse("Bad Request: group chat was upgraded to a supergroup chat", 400, { migrate_to_chat_id: moved })
  }
  if (state.blocked.has(chat)) return refuse("Forbidden: bot was blocked by the user", 403)
  const flood = flooded(state, chat)
  if (flood) return flood
  if (topic !== undefined && !state.topics.get(chat)?.has(topic)) return refuse("Bad Request: message thread not found")
  if (reply && !reply.allow_sending_without_reply) return refuse("Bad Request: message to be replied not found")
  const refused = refusedMessage(payload)
  if (refused !== undefined) return refuse(`Bad Request: ${refused}`)
  const message: Sent = { ...payload, chat_id: chat, message_id: ++state.nextMessageId.value, text }
  state.messages.set(`${chat} ${message.message_id}`, message)
  return done({ message_id: message.message_id, date: 0, chat: { id: chat }, text, from: ME })
}

function editMessageText(state: State, payload: Payload): Answer {
  const { chat_id: chat = 0, message_id: id = 0, text = "" } = payload
  const moved = state.migrated.get(chat)
  if (moved !== undefined) {
    return refuse("Bad Request: group chat was upgraded to a supergroup chat", 400, { migrate_to_chat_id: moved })
  }
  const before = state.messages.get(`${chat} ${id}`)
  if (!before) return refuse("Bad Request: message to edit not found")
  const flood = flooded(state, chat)
  if (flood) return flood
  const refused = refusedMessage(payload)
  if (refused !== undefined) return refuse(`Bad Request: ${refused}`)
  const contents = ({ text, entities, reply_markup }: Payload) => JSON.stringify([text, entities, reply_markup])
  if (contents(before) === contents(payload)) return refuse("Bad Request: message is not modified: same content")
  state.messages.set(`${chat} ${id}`, { ...before, ...payload, chat_id: chat, message_id: id, text })
  return done({ message_id: id, date: 0, chat: { id: chat }, text, from: ME })
}
