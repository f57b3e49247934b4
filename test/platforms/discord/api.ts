// The REST API of the server next door: who may call, interactions and their deadlines, messages, commands.

import type { IncomingHttpHeaders } from "node:http"
import { InteractionResponseType, InteractionType } from "discord-api-types/v10"
import { at, choiceFaults, commandFaults, couldPing, type Json, list, messageFaults, tooManyBytes } from "./rules.js"

/** An interaction as the server sees it. */
export interface Interaction {
  id: string
  token: string
  type: InteractionType
  isComponent: boolean
  opened: number
  /** The acknowledgement, once it has come. */
  response?: Json
  /** The reply of the interaction: from the acknowledgement, or as edited later. */
  original?: Json
  /** Whether the reader has deleted the reply. */
  deleted?: boolean
  /** More messages, in order. */
  followups: Json[]
}

/** A message in a channel. */
export interface Posted {
  id: string
  channel: string
  body: Json
}

interface Answer {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

/** What befalls a call: an answer of Discord's, or a line that is silent or breaks, before or after Discord has acted. */
export type Fault = (Answer | { line: "hangs" | "breaks" }) & { acted?: boolean }

interface Call {
  method: string
  path: string
  body: unknown
}

/** The flag of a message that says “thinking”. */
const LOADING = 128
const ACKNOWLEDGE_WITHIN_MS = 3_000
const TOKEN_LIVES_MS = 15 * 60_000

export function createApi(options: { token: string; now: () => number; gateway: () => object }) {
  const interactions = new Map<string, Interaction>()
  const commands = new Map<string, unknown[]>()
  const requests: Call[] = []
  const posted: Posted[] = []
  /** What the bot did that Discord would not refuse, but that must not happen. */
  const violations: string[] = []
  const faults: { matches: (call: Call) => boolean; fault: Fault; times: number }[] = []
  let serial = 700000000000000000n
  const nextId = () => String(++serial)

  function answer(method: string, url: string, headers: IncomingHttpHeaders, body: unknown): Fault {
    const path = new URL(url, "http://discord").pathname.replace(/^\/api\/v10/u, "")
    const call = { method, path, body }
    requests.push(call)
    const fault = faults.find(({ matches, times }) => times > 0 && matches(call))
    if (fault) {
      fault.times--
      if (fault.fault.acted) route(call)
      return fault.fault
    }
    const open = /^\/(?:interactions|webhooks)\//u.test(path)
    if (!open && headers.authorization !== `Bot ${options.token}`) return refused(401, 0, "401: Unauthorized")
    return route(call)
  }

  function route({ method, path, body }: Call): Answer {
    const [, root, first = "", second = "", third] = path.split("/")
    if (root === "users" && second === "channels")
      return { status: 200, body: { id: `dm-${at(body, "recipient_id")}` } }
    if (root === "users") return { status: 200, body: { id: "1", username: "问报", discriminator: "0" } }
    if (root === "gateway") return { status: 200, body: options.gateway() }
    if (root === "applications") return commandsAt(method, path, body)
    if (root === "interactions") return acknowledge(first, second, body)
    if (root === "webhooks") return third ? original(method, second, body) : followUp(second, body)
    if (root === "channels" && second === "typing") return { status: 204 }
    if (root === "channels" && second === "messages") return take(body, () => post(first, body))
    return refused(404, 0, "404: Not Found")
  }

  /** Checks a message; what is taken is stored by `store`, which returns what the API answers. */
  function take(body: unknown, store: (body: Json) => Answer): Answer {
    const found = messageFaults(body)
    if (found.length > 0) return refused(400, 50035, `Invalid Form Body: ${found.join(", ")}`)
    if (tooManyBytes(body)) return refused(500, 0, "500: Internal Server Error")
    if (couldPing(body)) violations.push(`could ping: ${JSON.stringify(body)}`)
    return store({ ...Object(body), id: nextId() })
  }

  function post(channel: string, body: unknown): Answer {
    const before = posted.find(({ body: { nonce } }) => nonce !== undefined && nonce === at(body, "nonce"))
    if (before && at(body, "enforce_nonce") === true)
      return { status: 200, body: { id: before.id, channel_id: channel } }
    const message = { id: nextId(), channel, body: Object(body) }
    posted.push(message)
    return { status: 200, body: { id: message.id, channel_id: channel } }
  }

  function acknowledge(id: string, token: string, body: unknown): Answer {
    const interaction = interactions.get(token)
    if (interaction?.id !== id) return refused(404, 10062, "Unknown interaction")
    if (interaction.response) {
      violations.push(`acknowledged twice: ${id}`)
      return refused(400, 40060, "Interaction has already been acknowledged.")
    }
    if (options.now() - interaction.opened > ACKNOWLEDGE_WITHIN_MS) return refused(404, 10062, "Unknown interaction")
    const type = Number(at(body, "type"))
    const data = at(body, "data")
    const wrong = typeFault(interaction, type) ?? (type === 8 ? choiceFaults(at(data, "choices"))[0] : undefined)
    if (wrong) return refused(400, 50035, `Invalid Form Body: ${wrong}`)
    const accept = (message?: Json): Answer => {
      interaction.response = Object(body)
      if (message) interaction.original = message
      return { status: 200, body: { interaction: { id }, resource: { type, ...(message && { message }) } } }
    }
    return VISIBLE.includes(type) ? take(data, accept) : accept()
  }

  function original(method: string, token: string, body: unknown): Answer {
    const interaction = acknowledged(token)
    if ("status" in interaction) return interaction
    if (method === "GET") return { status: 200, body: interaction.original ?? { id: "0", flags: LOADING } }
    if (interaction.deleted) return refused(404, 10008, "Unknown Message")
    if (method === "DELETE") {
      delete interaction.original
      return { status: 204 }
    }
    return take(body, (message) => {
      interaction.original = message
      return { status: 200, body: message }
    })
  }

  function followUp(token: string, body: unknown): Answer {
    const interaction = acknowledged(token)
    if ("status" in interaction) return interaction
    return take(body, (message) => {
      interaction.followups.push(message)
      return { status: 200, body: message }
    })
  }

  /** An interaction that more can be sent for, or why nothing can: unacknowledged, or open for too long. */
  function acknowledged(token: string): Interaction | Answer {
    const interaction = interactions.get(token)
    if (!interaction?.response) return refused(404, 10015, "Unknown Webhook")
    const isOver = options.now() - interaction.opened > TOKEN_LIVES_MS
    return isOver ? refused(401, 50027, "Invalid Webhook Token") : interaction
  }

  function commandsAt(method: string, path: string, body: unknown): Answer {
    const inGuild = path.includes("/guilds/")
    if (method === "PUT") {
      const found = commandFaults(body, inGuild)
      if (found.length > 0) return refused(400, 50035, `Invalid Form Body: ${found.join(", ")}`)
      commands.set(path, list(body).map(asKept))
    }
    return { status: 200, body: commands.get(path) ?? [] }
  }

  return {
    answer,
    requests,
    posted,
    violations,
    open(fields: Pick<Interaction, "id" | "token" | "type" | "isComponent">): Interaction {
      const interaction: Interaction = { ...fields, opened: options.now(), followups: [] }
      interactions.set(fields.token, interaction)
      return interaction
    },
    /** Answers the next call that matches like this. */
    fail(matches: (call: Call) => boolean, status: number, code: number, times = 1): void {
      faults.push({ matches, fault: refused(status, code, `injected ${code}`), times })
    },
    /** This befalls the next call that matches. */
    befall(matches: (call: Call) => boolean, fault: Fault, times = 1): void {
      faults.push({ matches, fault, times })
    },
    /** No more faults. */
    calm: () => void faults.splice(0),
    puts: () => requests.filter(({ method }) => method === "PUT"),
    summary: () => requests.map(({ method, path }) => `${method} ${path}`).join(", "),
  }
}

const refused = (status: number, code: number, message: string): Answer => ({ status, body: { message, code } })

const VISIBLE: number[] = [InteractionResponseType.ChannelMessageWithSource, InteractionResponseType.UpdateMessage]
const OF_COMPONENTS: number[] = [InteractionResponseType.DeferredMessageUpdate, InteractionResponseType.UpdateMessage]

/** Completion has a response of its own, and only a component's message can be updated. */
function typeFault({ type, isComponent }: Interaction, response: number): string | undefined {
  const completes = type === InteractionType.ApplicationCommandAutocomplete
  if (completes !== (response === InteractionResponseType.ApplicationCommandAutocompleteResult)) return "type"
  return OF_COMPONENTS.includes(response) && !isComponent ? "type" : undefined
}

/** A command as Discord gives it back: with fields of its own, without what is false. */
const asKept = (command: unknown) => ({
  ...Object(dropFalse(command)),
  ...(at(command, "type") === 3 && { description: "", description_localizations: null }),
  ...{ id: "800000000000000001", application_id: "1", version: "1", default_member_permissions: null, nsfw: false },
})

function dropFalse(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, each: unknown) => (each === false ? undefined : each)))
}
