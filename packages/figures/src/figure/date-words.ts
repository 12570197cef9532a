/** A moment as ISO 8601 writes it, in UTC: the day alone where it is midnight. */
export function dateWords(time: number): string {
  if (!Number.isFinite(time)) return String(time)
  const text = new Date(time).toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.replace('.000Z', 'Z')
}
