import type { LockedResult } from './lock-file'
import type { Outgoing } from './outgoing'
import { allOf, sendingOf } from './sending'

const mb = 1_000_000
const result = (name: string, large: Record<string, number> = {}): LockedResult => ({
  key: name,
  result: name,
  run: `alpha/${name}`,
  pack: `pack of ${name}`,
  bytes: mb,
  large,
  executions: [],
})
const outgoing = (sizes: Record<string, number>): Map<string, Outgoing> =>
  new Map(Object.entries(sizes).map(([digest, bytes]) => [digest, { bytes, file: digest }]))

describe('what a push sends', () => {
  const results = ['a', 'b', 'c', 'd'].map((name) => result(name))
  const send = outgoing({ 'pack of a': mb, 'pack of b': mb, 'pack of c': mb })

  it('is told as far as it is sent, of what has to be sent at all', () => {
    const shown: string[] = []
    const sending = sendingOf(results, send, { line: (text) => shown.push(text) })
    expect(allOf(results, send)).toEqual({ results: 3, bytes: 3 * mb })
    sending.there('pack of b')
    sending.sent('pack of a')
    sending.sent('pack of c')
    expect(shown).toEqual(['pushed 1 of 2 results, 1.0 MB of 2.0 MB'])
    expect(sending.total()).toEqual({ results: 2, bytes: 2 * mb })
  })

  it('is none of what is there', () => {
    const sending = sendingOf(results, send, { line: () => {} })
    for (const digest of send.keys()) sending.there(digest)
    expect(sending.total()).toEqual({ results: 0, bytes: 0 })
  })

  it('counts an object that several results share once, and each result of which something is sent', () => {
    const sharing = [result('a', { weights: 5 * mb }), result('b', { weights: 5 * mb }), result('c')]
    const objects = outgoing({ 'pack of a': mb, 'pack of b': mb, 'pack of c': mb, weights: 5 * mb })
    const shown: string[] = []
    const sending = sendingOf(sharing, objects, { line: (text) => shown.push(text) })
    for (const digest of ['pack of a', 'pack of c', 'pack of b']) sending.there(digest)
    sending.sent('weights')
    expect(sending.total()).toEqual({ results: 2, bytes: 5 * mb })
    expect(shown).toEqual([])
  })
})
