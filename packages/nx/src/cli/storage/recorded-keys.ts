import { jsonIn } from 'bocas/internal/light'
/**
 * The run keys that a file of the paper records: that of a `result.json`; in any other file whatever looks like one, because to keep a
 * result too many is harmless.
 */
export function keysIn(path: string, text: string): string[] {
  if (!path.endsWith('/result.json')) return text.match(/\b[0-9a-f]{64}\b/g) ?? []
  const { key } = (jsonIn(text) ?? {}) as { key?: unknown }
  return typeof key === 'string' ? [key] : []
}
