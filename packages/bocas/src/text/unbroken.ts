import { MATHS } from './maths'

const NO_BREAK = '\u00a0'

/** Mathematics, of which the spaces are no text; a sign between what it compares or takes together; a sign that follows in French, or `%`; an opening quotation mark. */
const READ_TOGETHER = new RegExp(
  [
    MATHS.source,
    ' (?:[=<>≤≥≠≈±×÷]{1,3}|×/÷) (?=\\S)',
    // Between words a slash parts alternatives, each of which may have several words.
    '(?<=\\d) / (?=\\d)',
    ' (?=[;:!?»](?: |$)|%)',
    '« ',
  ].join('|'),
  'g',
)

/**
 * Our own words with spaces at which no line ends where one would part what is read together: `n = 5`, `mean ± sd`, `≤ 0`, `95 %`, and in French what stands before
 * a sign (`biais : 0,1`). Mathematics in dollars stays as it is.
 */
export const unbroken = (text: string): string =>
  text.replace(READ_TOGETHER, (found) => (found.startsWith('$') ? found : found.replaceAll(' ', NO_BREAK)))
