/** What a spreadsheet takes for a formula, also after blanks and in the wide forms of East Asian keyboards; and marks before it, of texts that had one already. */
const FORMULA = /^'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$|^[+-]?Infinity$/i

/**
 * A field of CSV that no spreadsheet computes: text that begins with `=`, `+`, `-`, `@` (or ＝ ＋ － ＠), a tab or a line end gets a `'` in front, which spreadsheets take for
 * "this is text". Numbers stay as they are. See CSV injection, OWASP.
 */
export const guardFormula = (field: string): string =>
  FORMULA.test(field) && !NUMBER.test(field) ? `'${field}` : field

/** The reverse, for whoever reads such a field. */
export const unguardFormula = (field: string): string =>
  field.startsWith("'") && FORMULA.test(field) ? field.slice(1) : field
