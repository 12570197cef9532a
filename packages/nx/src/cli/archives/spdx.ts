/**
 * The licences that a `package.json` names, by their SPDX identifiers, any one of which may be taken: `(MIT OR Apache-2.0)`. Empty for what names none
 * (`UNLICENSED`, `SEE LICENSE IN …`), and for an expression that is more than a choice.
 */
export function licencesIn(given: unknown): string[] {
  if (typeof given !== 'string' || given === 'UNLICENSED' || given.startsWith('SEE ')) return []
  const ids = given
    .replace(/^\((.*)\)$/, '$1')
    .split(/ OR /i)
    .map((id) => id.trim())
  return ids.every((id) => /^[A-Za-z0-9][A-Za-z0-9.+-]*$/.test(id)) ? [...new Set(ids)] : []
}
