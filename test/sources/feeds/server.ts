// A server of feeds on this machine, as newspapers' servers are: each path answers as the test says, in turn.

import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http"
import { onTestFinished } from "vitest"

export interface Answer {
  status?: number
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** Instead of sending the body: what is done with the response after its head. */
  drip?(response: ServerResponse): void
}

export interface Seen {
  path: string
  headers: IncomingHttpHeaders
}

export interface FeedServer {
  /** `http://127.0.0.1:…`, without a slash at its end. */
  url: string
  /** Every request, in order. */
  seen: Seen[]
  /** From now on a path answers this; a function is asked each time. */
  serve(path: string, answer: Answer | ((request: Seen) => Answer)): void
}

/** It ends with the test. What it was not told of it answers with 404. */
export async function startFeedServer(): Promise<FeedServer> {
  const answers = new Map<string, (request: Seen) => Answer>()
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const asked = { path: request.url ?? "", headers: request.headers }
    seen.push(asked)
    const { status = 200, headers = {}, body = "", drip } = answers.get(asked.path)?.(asked) ?? { status: 404 }
    response.writeHead(status, headers)
    if (drip) drip(response)
    else response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    seen,
    serve: (path, answer) => answers.set(path, typeof answer === "function" ? answer : () => answer),
  }
}

/** Answers with a body and its validators, and 304 to whoever has them. */
export function validated(body: string | Uint8Array, validators: { etag?: string; "last-modified"?: string }) {
  return ({ headers }: Seen): Answer => {
    const has =
      validators.etag !== undefined
        ? headers["if-none-match"] === validators.etag
        : headers["if-modified-since"] === validators["last-modified"]
    return has ? { status: 304, headers: validators } : { headers: validators, body }
  }
}
