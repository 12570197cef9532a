/** Numbers with three decimals, a thousandth of a point: the canvas writes nine figures, which make a file twice as long and no different. */
export function withShortNumbers(svg: string): string {
  return svg.replace(/-?\d+\.\d{4,}/g, (number) => String(Math.round(Number(number) * 1000) / 1000))
}
