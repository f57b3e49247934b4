// What the operator is told of feeds: the feed, what happened, what to do next.

import { shown } from "../folder.js"
import type { Failure } from "./download.js"
import { shownAddress } from "./list.js"

/** What went wrong at a poll. */
export type Trouble =
  | Failure
  /** What came is no feed, or a part of one. */
  | { kind: "unusable"; reason: string }
  /** What came could not be kept: `code` as the operating system names it. */
  | { kind: "unwritten"; folder: string; code: string }

const KEPT = "收过的文章照用。"

/** A sentence or two, of signs alone: what servers say is anybody's. The same trouble is told in the same words. */
export const trouble = (address: string, what: Trouble): string => shown(told(address, what))

function told(address: string, what: Trouble): string {
  const feed = `订阅源 ${shownAddress(address)}`
  switch (what.kind) {
    case "unreachable":
      return `${feed}：连不上（${what.code}）。检查地址、网络或 PROXY_URL；会接着试。${KEPT}`
    case "slow":
      return `${feed}：${what.seconds} 秒还没有收完。检查网络或 PROXY_URL；会接着试。${KEPT}`
    case "redirects":
      return `${feed}：没有转到能取的地方（最后转到 ${what.to}）。在浏览器里打开它，把最后的地址写进 feeds.txt。${KEPT}`
    case "too-large":
      return `${feed}：有 ${what.most / 1024 / 1024} MB 以上，没有收。换一个只有近期文章的地址。${KEPT}`
    case "unusable":
      return `${feed}：收到的不能用（${what.reason}）。在浏览器里打开它看看，把对的地址写进 feeds.txt；会接着试。${KEPT}`
    case "unwritten":
      return `订阅的文章存不下来（${what.code}）。让运行问报的用户能读写 ${what.folder}，看看磁盘有没有满，或者用 DATA 指到别处。`
    case "status":
      return `${feed}：${refusal(what.status)}`
    default:
      return what satisfies never
  }
}

function refusal(status: number): string {
  switch (status) {
    case 401:
      return `要用户名和密码（401）。写在地址里：https://用户名:密码@主机/…。${KEPT}`
    case 403:
      return `不让取（403）。可能只给某些网络或浏览器看：问问这家报纸，或者用 PROXY_URL 换一条路；会接着试。${KEPT}`
    case 404:
      return `没有这个地址（404）。在报纸的网站上找到新的，改 feeds.txt；会接着试。${KEPT}`
    case 410:
      return "已经停了（410），不再去取。收过的文章照用，直到把它从 feeds.txt 里去掉；有新的地址就写上。"
    case 429:
      return `嫌取得太勤（429）。等它说的时候再取。${KEPT}`
    default:
      return status >= 500
        ? `服务器出了错（${status}）。会接着试。${KEPT}`
        : `服务器不给（${status}）。在浏览器里打开它看看，把对的地址写进 feeds.txt；会接着试。${KEPT}`
  }
}

export const back = (address: string): string => `订阅源 ${shownAddress(address)}：又取到了。`

export const unread = (address: string, items: number): string =>
  `订阅源 ${shownAddress(address)}：有 ${items} 条的内容读不出来，没有收；其余照收。`

export const setAside = (address: string, path: string): string =>
  `订阅源 ${shownAddress(address)}：存下来的文章坏了，改名为 ${path}，从头收起。`

export const bug = (address: string): string =>
  `订阅源 ${shownAddress(address)}：取的时候出了错。这是程序的错误，请带上下面的记录报告：`

export const UNLISTED = "订阅源没有能取成，一分钟后再试。这是程序的错误，请带上下面的记录报告："
