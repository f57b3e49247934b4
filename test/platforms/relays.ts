// Proxies for tests, on this machine: they relay and count. One speaks CONNECT, one SOCKS5.

import { readFileSync } from "node:fs"
import { createServer as createHttp } from "node:http"
import { createServer as createHttps } from "node:https"
import { createServer, connect as dial, type Server, type Socket } from "node:net"

export const CERTIFICATE = "test/platforms/tls/cert.pem"
export const TLS = { cert: readFileSync(CERTIFICATE), key: readFileSync("test/platforms/tls/key.pem") }

export interface Relay {
  url: URL
  /** Where it was asked to connect to, in order. */
  dialled: string[]
  close(): Promise<void>
}

/** The names that tests give to this machine. */
const HERE = /^(?:discord|telegram)\.test$/u

export async function startConnectProxy({ secure = false } = {}): Promise<Relay> {
  const dialled: string[] = []
  const server = secure ? createHttps(TLS) : createHttp()
  server.on("connect", (request, client: Socket, head: Buffer) => {
    const address = String(request.url)
    dialled.push(address)
    join(client, address, () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n")
      return head
    })
  })
  return listening(server, secure ? "https" : "http", dialled)
}

/** RFC 1928 without authentication, as far as CONNECT. */
export async function startSocksProxy(): Promise<Relay> {
  const dialled: string[] = []
  const server = createServer((client) => {
    client.on("error", () => client.destroy())
    client.once("data", () => {
      client.write(Buffer.from([5, 0]))
      client.once("data", (request) => {
        const address = socksAddress(request)
        dialled.push(address)
        join(client, address, () => {
          client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
          return Buffer.alloc(0)
        })
      })
    })
  })
  return listening(server, "socks5", dialled)
}

const [IPV4, DOMAIN] = [1, 3]

function socksAddress(request: Buffer): string {
  const kind = request[3]
  const length = kind === DOMAIN ? (request[4] ?? 0) : 4
  const from = kind === DOMAIN ? 5 : 4
  const raw = request.subarray(from, from + length)
  const host = kind === IPV4 ? [...raw].join(".") : raw.toString("latin1")
  return `${host}:${request.readUInt16BE(from + length)}`
}

function join(client: Socket, address: string, opened: () => Buffer): void {
  const [host = "", port = ""] = address.split(":")
  const upstream = dial(Number(port), HERE.test(host) ? "127.0.0.1" : host, () => {
    upstream.write(opened())
    client.pipe(upstream)
    upstream.pipe(client)
  })
  upstream.on("error", () => client.destroy())
  client.on("error", () => upstream.destroy())
}

async function listening(server: Server, protocol: string, dialled: string[]): Promise<Relay> {
  const sockets = new Set<Socket>()
  server.on("connection", (socket: Socket) => {
    sockets.add(socket)
    socket.once("close", () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const port = typeof address === "object" ? address?.port : undefined
  return {
    url: new URL(`${protocol}://127.0.0.1:${port}`),
    dialled,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
