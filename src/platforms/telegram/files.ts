// A file that was sent to the bot, fetched from Telegram.

import { type Api, GrammyError } from "grammy"
import type { SentFile } from "../../chat/command.js"
import { download } from "../download.js"
import type { ProxyFor } from "../proxy.js"
import type { Document } from "./read.js"

export interface FilesOptions {
  api: Pick<Api, "getFile">
  token: string
  /** Where the Bot API is. */
  root: string
  proxyFor: ProxyFor
}

/** Fetches files in two steps, as Telegram has it: where it is, then what it is. Bots are given up to 20 MB. */
export const filesOf =
  ({ api, token, root, proxyFor }: FilesOptions) =>
  ({ file_id, file_name, file_size }: Document): SentFile => ({
    name: file_name ?? "（没有名字的文件）",
    size: file_size ?? 0,
    async bytes(most) {
      const { file_path } = await api.getFile(file_id).catch((error: unknown) => {
        throw new Error(error instanceof GrammyError ? error.description : "Telegram 没有回答")
      })
      return download(`${root}/file/bot${token}/${file_path ?? ""}`, most, proxyFor)
    },
  })
