import { pairRenamed } from './renamed'
import type { Snapshot } from './snapshot'

const snapshot = (task: string, facts: Readonly<Record<string, string>>): Snapshot => ({
  numbers: [
    ...Object.entries(facts).map(([name, key]) => ({
      name: `${task}.${name}`,
      text: '1',
      mean: { mean: 1, sd: null, n: 1, values: [1], keys: [key], factor: 1 as const },
    })),
    { name: `${task}/main: cnn`, table: `${task}/main`, text: '1' },
  ],
  figures: [],
  tables: [{ name: `${task}/main`, files: new Map() }],
  claims: [],
})
const paired = (before: Record<string, Snapshot>, after: Record<string, Snapshot>) => {
  const found = pairRenamed(new Map(Object.entries(before)), new Map(Object.entries(after)))
  return { renamed: found.renamed.map(({ from, to }) => `${from} → ${to}`), before: [...found.before] }
}

describe('a task that is gone and one that is new', () => {
  it('are one when numbers of both come from the same results, and then have one name', () => {
    const { renamed, before } = paired(
      { mnist: snapshot('mnist', { best: 'k1' }), same: snapshot('same', { best: 'k0' }) },
      { digits: snapshot('digits', { top: 'k1' }), same: snapshot('same', { best: 'k0' }) },
    )
    expect(renamed).toEqual(['mnist → digits'])
    expect(before).toEqual([
      ['digits', snapshot('digits', { best: 'k1' })],
      ['same', snapshot('same', { best: 'k0' })],
    ])
  })

  it('are one when most of what they show has the same names', () => {
    const [old, now] = [snapshot('mnist', { best: 'k1', worst: 'k2' }), snapshot('digits', { best: 'k3', worst: 'k4' })]
    expect(paired({ mnist: old }, { digits: now }).renamed).toEqual(['mnist → digits'])
  })

  it('are two otherwise, and each is paired once, with the one that shares most', () => {
    const facts = (text: string) =>
      snapshot('x', Object.fromEntries([...text].map((name) => [name, `${text} ${name}`])))
    expect(paired({ x: facts('abcdef') }, { y: { ...facts('ghijkl'), tables: [] } }).renamed).toEqual([])
    const old = snapshot('a', { best: 'k1' })
    const others = { b: snapshot('b', { best: 'k1' }), c: snapshot('c', { best: 'k9' }) }
    expect(paired({ a: old }, others).renamed).toEqual(['a → b'])
  })

  it('are two while both names are still there', () => {
    const one = { a: snapshot('a', { best: 'k1' }) }
    expect(paired(one, { ...one, b: snapshot('b', { best: 'k1' }) }).renamed).toEqual([])
  })
})
