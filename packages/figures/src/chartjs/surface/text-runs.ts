import { LOWERED, ON_THE_LINE, RAISED } from 'bocas/internal'
import { hasMaths, splitMaths, type TextRun } from '../../figure/maths'

export { type TextRun }

/** The size of superscripts and subscripts, as a share of the text's. */
export const SCRIPT_SIZE = 0.7

const SUPER = pairs(RAISED, ON_THE_LINE)
const SUB = pairs(LOWERED, ON_THE_LINE)

/**
 * A text in pieces: few faces have all superscripts, and those that have some draw them unlike each other. Mathematics in dollars is set as it reads.
 *
 * @throws Error that names a command of mathematics which is not known.
 */
export function splitScripts(text: string): TextRun[] {
  if (hasMaths(text))
    return splitMaths(text).flatMap((part) => (part.script === 'base' ? splitScripts(part.text) : [part]))
  const runs: { text: string; script: TextRun['script'] }[] = []
  for (const character of text) {
    const script = SUPER.has(character) ? 'super' : SUB.has(character) ? 'sub' : 'base'
    const set = SUPER.get(character) ?? SUB.get(character) ?? character
    const last = runs.at(-1)
    if (last?.script === script) last.text += set
    else runs.push({ text: set, script })
  }
  return runs.length === 0 ? [{ text: '', script: 'base' }] : runs
}

function pairs(from: string, to: string): ReadonlyMap<string, string> {
  return new Map([...from].map((character, index) => [character, [...to][index] as string]))
}
