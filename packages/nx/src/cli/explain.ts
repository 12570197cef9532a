import { CODES, EXPLAINED, parseErrorCode, suggest, type Problem } from 'bocas/internal/light'
import { CommandError, EXIT, type CliCommand } from './command'

export const explain: CliCommand = {
  name: 'explain',
  summary: 'what a code such as bocas/not-data means, and what to do',
  usage: '[code…]',
  details: `Messages end with codes. Without a code, all of them are listed.`,
  options: {},
  words: [0, Infinity],
  run({ words }, { print }) {
    const unknown = words.filter((word) => parseErrorCode(word) === undefined)
    if (unknown.length > 0) throw new CommandError(unknown.map(noSuchCode))
    const about = words.map((word) => {
      const code = parseErrorCode(word)!
      return `bocas/${code}\n  ${EXPLAINED[code].means}\n  → ${EXPLAINED[code].next}`
    })
    print(words.length === 0 ? CODES.map((code) => `bocas/${code}`).join('\n') : about.join('\n\n'))
    return Promise.resolve(EXIT.ok)
  },
}

const noSuchCode = (word: string): Problem => ({
  message: `there is no code ${word}`,
  hint: suggest(word.replace(/^bocas\//, ''), CODES),
})
