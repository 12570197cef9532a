import { codedError } from 'bocas/internal'
/**
 * `input` of the kit: where declared data lies.
 *
 * @param places by declared name, and of a declared folder or pattern by the name of each file.
 */
export function inputOf(places: Readonly<Record<string, string>>): (name: string) => string {
  return (name) => {
    const place = Object.hasOwn(places, name) ? places[name] : undefined
    if (place !== undefined) return place
    const declared = Object.keys(places)
    throw codedError(
      'undeclared-read',
      `data '${name}' is not declared, so the figures would not be drawn anew when it changes; ` +
        (declared.length > 0 ? `declared: ${declared.join(', ')} ` : '') +
        `→ defineFigures(…, { data: [${[...declared, name].map((one) => `'${one}'`).join(', ')}] })`,
    )
  }
}
