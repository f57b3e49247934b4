// The seed page as a library, read once for all the tests that ask it.

import { type Loaded, loadLibrary } from "../src/cli/load.js"

let loading: Promise<Loaded> | undefined

/** The library over `seeds/`. Tests must not add to it. */
export async function seedLibrary() {
  loading ??= loadLibrary("seeds")
  const { library, faults } = await loading
  if (faults.length > 0) throw new Error(faults.join("\n"))
  return library
}
