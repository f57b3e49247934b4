// What was known last: so many values, the one set longest ago forgotten first.

export interface Recent<Value> {
  get(name: string): Value | undefined
  set(name: string, value: Value): void
}

export function createRecent<Value>(most: number): Recent<Value> {
  const values = new Map<string, Value>()
  return {
    get: (name) => values.get(name),
    set(name, value) {
      values.delete(name)
      values.set(name, value)
      for (const oldest of values.keys()) {
        if (values.size <= most) return
        values.delete(oldest)
      }
    },
  }
}
