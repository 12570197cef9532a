/**
 * Numbers cut to three decimals, a thousandth of a point: the canvas writes nine figures, which make a file twice as long and no different. Rounding
 * takes much longer than cutting, and a figure has thousands of them.
 */
export function withShortNumbers(svg: string): string {
  return svg.replace(/(\.\d{3})\d+/g, '$1')
}
