import { EXPLAINED, explained, suggest, type Problem } from 'bocas/internal/light'
import { CommandError, EXIT, type CliCommand } from './command'

export const explain: CliCommand = {
  name: 'explain',
  summary: 'what a code such as bocas/not-data means, and what to do',
  usage: '[code…]',
  details: `Messages end with the codes of what they say. Without a code all of them are listed.`,
  options: {},
  words: [0, Infinity],
  run({ words }, { print }) {
    const unknown = words.filter((word) => explained(word) === undefined)
    if (unknown.length > 0) throw new CommandError(unknown.map(noSuchCode))
    const all = words.length === 0 ? EXPLAINED : words.map((word) => explained(word)!)
    const about = all.map(({ code, means, next }) => `bocas/${code}\n  ${means}\n  → ${next}`)
    print(words.length === 0 ? all.map(({ code }) => `bocas/${code}`).join('\n') : about.join('\n\n'))
    return Promise.resolve(EXIT.ok)
  },
}

const noSuchCode = (word: string): Problem => ({
  message: `there is no code ${word}`,
  hint: suggest(
    word.replace(/^bocas\//, ''),
    EXPLAINED.map(({ code }) => code),
  ),
})
