// Loads the peers from their own package: the project has none of them, and is built without.

import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"

const HOME = resolve("bench/peers")

/** Whether the peers are installed. */
export const areInstalled = (): boolean => existsSync(resolve(HOME, "node_modules/.package-lock.json"))

/** What a CommonJS package of bench/peers exports, of which `Module` states the members that are used. */
export async function load<Module>(name: string): Promise<Module> {
  const file = createRequire(resolve(HOME, "package.json")).resolve(name)
  const { default: exported }: { default: Module } = await import(pathToFileURL(file).href)
  return exported
}
