/**
 * The SVG with its ids counted anew, after the figure's name. The canvas counts ids through the whole process, so that a figure would depend on what was drawn
 * before it; and the ids of two figures on one web page must differ, or one would be clipped as the other.
 */
export function withOwnIds(svg: string, name: string): string {
  const prefix = `fig-${name.replace(/[^A-Za-z0-9_-]/g, '_')}`
  const ids = new Map<string, string>()
  for (const [, id] of svg.matchAll(/ id="([^"]+)"/g)) ids.set(id as string, `${prefix}-${ids.size + 1}`)
  return svg.replace(
    /( id="|url\(#|href="#)([^")]+)/g,
    (all, before: string, id: string) => before + (ids.get(id) ?? id),
  )
}
