import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFacts, writeFacts } from './facts'
import { type Fact } from './facts-schema'
import { freshFolder } from '../read/fixtures'

const adam: Fact = {
  kind: 'estimate',
  text: '97.1 ± 0.2 %',
  mean: 0.971,
  sd: 0.002,
  n: 2,
  as: 'percent',
  runs: ['mnist/a', 'mnist/b'],
}
const GAIN = { mean: '2.3', number: '2.3', error: '0.4', n: '10', full: '2.3 ± 0.4, n = 10' }
const gain: Fact = {
  kind: 'difference',
  text: '2.3 ± 0.4',
  mean: 0.023,
  se: 0.004,
  n: 10,
  as: 'points',
  runs: ['mnist/a', 'mnist/b'],
  forms: GAIN,
}
const wins: Fact = { kind: 'count', text: '3 of 4', count: 3, of: 4, runs: ['mnist/a'] }
const rival: Fact = { kind: 'label', text: 'CutMix', runs: [] }

describe('facts', () => {
  it('are read as they were written', async () => {
    const file = join(freshFolder(), 'facts', 'mnist.json')
    await writeFacts(file, { task: 'mnist', facts: { 'adam.accuracy': adam, gain, wins, rival } })
    const facts = { 'adam.accuracy': adam, gain, wins, rival }
    expect(await readFacts(file)).toEqual({ format: 3, task: 'mnist', facts })
    expect(readdirSync(join(file, '..'))).toEqual(['mnist.json'])
  })

  it('have the same bytes in whatever order they are drawn', async () => {
    const dir = freshFolder()
    await writeFacts(join(dir, 'a.json'), { task: 'mnist', facts: { wins, rival } })
    await writeFacts(join(dir, 'b.json'), { task: 'mnist', facts: { rival, wins } })
    expect(readFileSync(join(dir, 'a.json'), 'utf8')).toBe(readFileSync(join(dir, 'b.json'), 'utf8'))
  })

  it('keep numbers that diverged, and a spread that does not exist', async () => {
    const file = join(freshFolder(), 'mnist.json')
    const facts = {
      a: { ...adam, text: 'NaN %', mean: NaN, sd: null },
      b: { ...adam, text: '−∞ ± 0.2 %', mean: -Infinity },
    }
    await writeFacts(file, { task: 'mnist', facts })
    expect((await readFacts(file)).facts).toEqual(facts)
  })

  it('say what is wrong and where', async () => {
    const file = join(freshFolder(), 'mnist.json')
    await expect(readFacts(file)).rejects.toThrow('the facts cannot be read: ENOENT')
    await expect(writeFacts(file, { task: 'mnist', facts: { 'a b': rival } })).rejects.toThrow(
      `a fact is named with letters, digits and \`= + . _ -\` (at ${file}: facts.a b)`,
    )
    writeFileSync(
      file,
      JSON.stringify({ format: 3, task: 'mnist', facts: { wins: { ...wins, of: -1 }, rival: { kind: 'x' } } }),
    )
    await expect(readFacts(file)).rejects.toThrow(
      /at .*mnist\.json: facts\.wins\.of\)\n.*\(at .*mnist\.json: facts\.rival\.kind/,
    )
  })

  it('of another format say so, and what to do', async () => {
    const file = join(freshFolder(), 'mnist.json')
    writeFileSync(file, JSON.stringify({ format: 1, task: 'mnist', facts: {} }))
    await expect(readFacts(file)).rejects.toThrow(
      `this was written by an earlier version of bocas (format 1, and this one reads 3); draw the figures again: nx run-many -t figures (at ${file})`,
    )
  })
})

describe('what a fact says', () => {
  const forge = async (fact: Fact, change: object): Promise<string> => {
    const file = join(freshFolder(), 'mnist.json')
    writeFileSync(file, JSON.stringify({ format: 3, task: 'mnist', facts: { x: { ...fact, ...change } } }))
    return readFacts(file).then(
      () => 'accepted',
      (error: Error) => error.message.replace(` (at ${file})`, ''),
    )
  }
  const EDITS: [string, Fact, object, string][] = [
    ['the text', adam, { text: '99.9 ± 0.1 %' }, '`mnist.x` says 99.9 ± 0.1 %, its values give 97.1 ± 0.2 %'],
    ['a blank of it', adam, { text: '97.1 ± 0.2%' }, '`mnist.x` says 97.1 ± 0.2%, its values give 97.1 ± 0.2 %'],
    ['the mean', adam, { mean: 0.999 }, '`mnist.x` says 97.1 ± 0.2 %, its values give 99.9 ± 0.2 %'],
    ['the sd', adam, { sd: 0.0005 }, '`mnist.x` says 97.1 ± 0.2 %, its values give 97.10 ± 0.05 %'],
    ['the scale', adam, { as: 'number' }, '`mnist.x` says 97.1 ± 0.2 %, its values give 0.971 ± 0.002'],
    ['the decimals', adam, { digits: 3 }, '`mnist.x` says 97.1 ± 0.2 %, its values give 97.100 ± 0.200 %'],
    ['what follows ±', adam, { error: 'none' }, '`mnist.x` says 97.1 ± 0.2 %, its values give 97.1 %'],
    ['the number of runs', adam, { of: 3 }, '`mnist.x` says 97.1 ± 0.2 %, its values give 97.1 ± 0.2 % (2/3)'],
    ['a part', gain, { forms: { ...GAIN, mean: '9.3' } }, '`mnist.x` says 9.3 as its mean, its values give 2.3'],
    ['n', gain, { n: 100 }, '`mnist.x` says 10 as its n, its values give 100'],
    [
      'a part too many',
      gain,
      { forms: { ...GAIN, p: 'p < 0.001' } },
      '`mnist.x` says p < 0.001 as its p, its values give nothing',
    ],
    [
      'the level of a comparison',
      { ...gain, adjusted: 0.1002, level: 0.1, forms: { ...GAIN, p: 'p = 0.1002' } },
      { level: undefined },
      '`mnist.x` says p = 0.1002 as its p, its values give p = 0.10',
    ],
    ['a count', wins, { text: '4 of 4' }, '`mnist.x` says 4 of 4, its values give 3 of 4'],
    ['a count and not its text', wins, { count: 4 }, '`mnist.x` says 3 of 4, its values give 4 of 4'],
  ]

  it.each(EDITS)('follows from its values: %s', async (_, fact, change, message) => {
    expect(await forge(fact, {})).toBe('accepted')
    expect(await forge(fact, change)).toBe(message)
  })
})
