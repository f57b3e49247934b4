// How fast a reader, or all the readers of a conversation, may ask, so that the bot is no nuisance to the others there.

/** Not asked too often: answered for all. Often: for the asker alone. Faster than anybody reads: not answered yet. */
export type Pace = "open" | "hushed" | { heldForSeconds: number }

export interface Paces {
  /** Counts a question of a reader in a conversation. */
  ask(reader: string, conversation: string): Pace
  /** Counts a press or a question that only the reader sees the answer to. */
  press(reader: string): Exclude<Pace, "hushed">
  /** Whether a reader, or a conversation, may be written to unasked: rarely the same one, and few at a time. */
  mayTell(whom: string): boolean
}

/** So many at once, then one in each period. */
export interface Rate {
  burst: number
  /** Milliseconds. */
  period: number
}

/** More in a minute than one reads: the others in the conversation need not see them all. */
const READER: Rate = { burst: 10, period: 6_000 }
/** Still a conversation that others can follow. */
const CONVERSATION: Rate = { burst: 20, period: 3_000 }
/** Only programs ask so fast; an answer takes some milliseconds. */
const PROGRAM: Rate = { burst: 240, period: 250 }
const TOLD: Rate = { burst: 1, period: 10 * 60_000 }
/** Platforms take a bot that writes to many for a nuisance. */
const ALL_TOLD: Rate = { burst: 10, period: 60_000 }

/** `now` is a clock that never goes back, in milliseconds. A platform may have a limit of its own for conversations. */
export function createPaces(now: () => number, conversation: Rate = CONVERSATION): Paces {
  const limit = (rate: Rate) => createLimit(rate, now)
  const [readers, conversations, programs] = [limit(READER), limit(conversation), limit(PROGRAM)]
  const [told, allTold] = [limit(TOLD), limit(ALL_TOLD)]
  const press = (reader: string) => {
    const place = programs.at(reader)
    return inTime(place) ? "open" : { heldForSeconds: Math.ceil(place.wait / 1000) }
  }
  return {
    press,
    ask(reader, where) {
      const pace = press(reader)
      if (pace !== "open") return pace
      return inTime(readers.at(reader), conversations.at(where)) ? "open" : "hushed"
    },
    mayTell: (whom) => inTime(told.at(whom), allTold.at("")),
  }
}

/** One more of a name, now: how early it would be, in milliseconds, and the counting of it. */
interface Place {
  wait: number
  count(): void
}

interface Limit {
  at(name: string): Place
}

/** Whether one more is in time for all limits; only then it is counted. */
function inTime(...places: readonly Place[]): boolean {
  if (places.some(({ wait }) => wait > 0)) return false
  for (const place of places) place.count()
  return true
}

/** Names remembered at most; the one that has been silent longest is forgotten first. */
const REMEMBERED = 10_000

/** The generic cell rate algorithm (ITU-T I.371): a name's next cell is due a period after the one before it. */
function createLimit({ burst, period }: Rate, now: () => number): Limit {
  const due = new Map<string, number>()
  const forget = (at: number) => {
    for (const [name, when] of due) {
      if (when > at && due.size <= REMEMBERED) return
      due.delete(name)
    }
  }
  return {
    at(name) {
      const at = now()
      const next = Math.max(due.get(name) ?? 0, at)
      return {
        wait: Math.max(0, next - at - (burst - 1) * period),
        count() {
          due.delete(name)
          due.set(name, next + period)
          forget(at)
        },
      }
    },
  }
}
