/** Whether a value is a block of keys: neither a plain value nor a list. */
export const isBlock = (value: unknown): value is { readonly [key: string]: unknown } =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** The path of a key in the block at a path: `model` and `lr` are `model.lr`. */
export const keyBelow = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)

/** The paths of what stands in a block and is none itself; a list is one value. */
export function leafPaths(value: unknown, path = ''): string[] {
  if (!isBlock(value)) return [path]
  return Object.entries(value).flatMap(([key, inner]) => leafPaths(inner, keyBelow(path, key)))
}

/** A path as it is seen from what holds the item called `name`; an item of a list has no point before it. */
export function pathBelow(name: string, path: string | undefined): string {
  if (path === undefined || path === '') return name
  return path.startsWith('[') ? `${name}${path}` : `${name}.${path}`
}
