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
