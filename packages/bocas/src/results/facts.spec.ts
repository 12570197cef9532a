import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Fact, readFacts, writeFacts } from './facts'
import { freshFolder } from './fixtures'

const adam: Fact = {
  kind: 'estimate',
  text: '97.1 ± 0.2 %',
  mean: 0.971,
  sd: 0.002,
  n: 2,
  as: 'percent',
  runs: ['mnist/a', 'mnist/b'],
}
const gain: Fact = {
  kind: 'difference',
  text: '2.3 ± 0.4',
  mean: 0.023,
  se: 0.004,
  n: 10,
  as: 'points',
  runs: ['mnist/a', 'mnist/b'],
  forms: { mean: '2.3', error: '0.4', n: '10' },
}
const wins: Fact = { kind: 'count', text: '3 of 4', count: 3, of: 4, runs: ['mnist/a'] }
const rival: Fact = { kind: 'label', text: 'CutMix', runs: [] }

describe('facts', () => {
  it('are read as they were written', async () => {
    const file = join(freshFolder(), 'facts', 'mnist.json')
    await writeFacts(file, { task: 'mnist', facts: { 'adam.accuracy': adam, gain, wins, rival } })
    const facts = { 'adam.accuracy': adam, gain, wins, rival }
    expect(await readFacts(file)).toEqual({ format: 1, task: 'mnist', facts })
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
    const facts = { a: { ...adam, mean: NaN, sd: null }, b: { ...adam, mean: -Infinity } }
    await writeFacts(file, { task: 'mnist', facts })
    expect((await readFacts(file)).facts).toEqual(facts)
  })

  it('say what is wrong and where', async () => {
    const file = join(freshFolder(), 'mnist.json')
    await expect(readFacts(file)).rejects.toThrow('✖ the facts cannot be read: ENOENT')
    await expect(writeFacts(file, { task: 'mnist', facts: { 'a b': rival } })).rejects.toThrow(
      `a fact is named with letters, digits and \`= + . _ -\` → at ${file}: facts.a b`,
    )
    writeFileSync(
      file,
      JSON.stringify({ format: 1, task: 'mnist', facts: { wins: { ...wins, of: -1 }, rival: { kind: 'x' } } }),
    )
    await expect(readFacts(file)).rejects.toThrow(
      /at .*mnist\.json: facts\.wins\.of\n.*at .*mnist\.json: facts\.rival\.kind/,
    )
  })
})
