import { saveOutput, history, series } from '../../artifacts'
import { freshFolder } from '../read/fixtures'
import { describeNonFinite, nonFiniteIn, notAllowed, summarizeNonFinite, type NonFinite } from './non-finite'

const found = async (output: unknown): Promise<NonFinite[]> => nonFiniteIn(await saveOutput(output, freshFolder()))
const inf = Infinity

describe('what is not finite in a result', () => {
  it.each<[string, unknown, string | undefined]>([
    ['nothing', { loss: 0.1, val: { a: -0, b: 1e308 }, history: history({ loss: [1, 2] }) }, undefined],
    ['a metric', { loss: NaN }, 'NaN in `loss`'],
    ['a metric in a record', { val: { deep: { a: -inf, b: 1 } } }, 'infinity in `val.deep.a`'],
    [
      'epochs',
      { history: history({ loss: [1, 0.5, 0.4, NaN, NaN], acc: [1, 1, 1, 1, 1] }) },
      'NaN in `history.loss`, first at epoch 4',
    ],
    ['steps', { gradient: series({ norm: [inf, NaN] }) }, 'NaN and infinity in `gradient.norm`, first at step 1'],
    ['an empty series', { s: series({ a: [] }) }, undefined],
    ['one step', { s: series({ a: [NaN] }) }, 'NaN in `s.a`, first at step 1'],
    ['much', { a: NaN, b: NaN, c: NaN, d: NaN, e: inf }, 'NaN in `a`; NaN in `b`; NaN in `c`; and in 2 more'],
  ])('is said: %s', async (_, output, expected) => expect(describeNonFinite(await found(output))).toBe(expected))

  it('is counted', async () => {
    expect(await found({ history: history({ loss: [1, NaN, inf, 2] }) })).toEqual([
      { path: 'history.loss', what: 'NaN and infinity', count: 2, of: 4, first: { step: 2, called: 'epoch' } },
    ])
  })

  it('is found in what a result.json of any age holds, and text of other kinds is none', () => {
    const artifacts = {
      a: { kind: 'metrics', data: 'NaN' },
      b: { kind: 'words', data: { said: 'NaN' } },
      c: { kind: 'table', data: { file: 'NaN' } },
      d: { kind: 'series', data: null },
    }
    expect(nonFiniteIn({ artifacts }).map(({ path }) => path)).toEqual(['a'])
  })

  it('is put together over runs, path by path', async () => {
    const well = await found({ loss: 1 })
    const late = await found({ history: history({ loss: [1, 1, 1, 1, NaN] }) })
    const early = await found({ history: history({ loss: [1, 1, 1, NaN, 1] }), val: { a: NaN } })
    const other = await found({ val: { a: inf } })
    expect(summarizeNonFinite([well, late, early, other, well])).toEqual([
      '2 of 5 runs have NaN in `history.loss`, first at epoch 4',
      '2 of 5 runs have NaN and infinity in `val.a`',
    ])
    expect(summarizeNonFinite([late])).toEqual(['1 of 1 run has NaN in `history.loss`, first at epoch 5'])
    expect([summarizeNonFinite([]), summarizeNonFinite([well])]).toEqual([[], []])
  })

  it('is allowed by its path, or by what stands above it, and by nothing that only begins like it', async () => {
    const all = await found({ val: { a: NaN }, validation: NaN, history: history({ loss: [NaN], val_loss: [NaN] }) })
    const left = (...allowed: string[]) => notAllowed(all, allowed).map(({ path }) => path)
    expect(left()).toEqual(['val.a', 'validation', 'history.loss', 'history.val_loss'])
    expect(left('val', 'history.loss')).toEqual(['validation', 'history.val_loss'])
    expect(left('val.a', 'validation', 'history')).toEqual([])
  })
})
