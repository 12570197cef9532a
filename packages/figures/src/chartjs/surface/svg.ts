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

/**
 * Numbers cut to three decimals, a thousandth of a point: the canvas writes nine figures, which make a file twice as long and no different. Rounding
 * takes much longer than cutting, and a figure has thousands of them.
 */
export function withShortNumbers(svg: string): string {
  return svg.replace(/(\.\d{3})\d+/g, '$1')
}

/**
 * The SVG with its printed size in points and a view box, so that it can be scaled; the canvas writes bare numbers, which a browser takes for pixels.
 *
 * @throws Error when the text does not begin with an SVG element of that size.
 */
export function withPrintedSize(svg: string, width: number, height: number): string {
  const bare = `width="${width}" height="${height}"`
  const head = svg.indexOf('>', svg.indexOf('<svg'))
  const at = svg.indexOf(bare)
  if (at < 0 || at > head) throw new Error(`the canvas wrote no SVG element with ${bare}`)
  const printed = `width="${width}pt" height="${height}pt" viewBox="0 0 ${width} ${height}"`
  return svg.slice(0, at) + printed + svg.slice(at + bare.length)
}
