import { mean, sd, welch } from 'bocas/internal'
import { compareSnapshots } from './compare'
import { judge } from './noise'
import { showDiff } from './show-diff'
import type { Mean, ShownNumber, Snapshot } from './snapshot'

const of = (values: readonly number[], keys: string): Mean => ({
  mean: mean(values),
  sd: sd(values),
  n: values.length,
  values,
  keys: [...keys],
  factor: 100,
})
const OLD = [0.97, 0.972, 0.971, 0.969, 0.973]
const LOW = [0.95, 0.951, 0.952, 0.949, 0.948]
const NEAR = [0.971, 0.97, 0.972, 0.974, 0.97]

const pOf = (a: readonly number[], b: readonly number[]): number => {
  const test = welch([[a, b]])
  if ('refused' in test) throw new Error(test.refused)
  return test.p
}

describe('a change is beyond the noise', () => {
  it("when Welch's test, adjusted by Holm for all that are tested, says so", () => {
    const [low, near] = judge([
      [of(OLD, 'abcde'), of(LOW, 'fghij')],
      [of(OLD, 'abcde'), of(NEAR, 'klmno')],
    ])
    expect(low).toEqual({ beyond: true, by: 'welch', p: 2 * pOf(LOW, OLD) })
    expect(near).toEqual({ beyond: false, by: 'welch', p: pOf(NEAR, OLD) })
  })

  it('which is one test for a fact and the cell that shows the same', () => {
    const pair: [Mean, Mean] = [of(OLD, 'abcde'), of(LOW, 'fghij')]
    expect(judge([pair, pair])[1]).toEqual({ beyond: true, by: 'welch', p: pOf(LOW, OLD) })
  })

  it('when runs are the same on both sides, if the mean leaves the interval of before', () => {
    const grown = [...OLD, 0.9, 0.9]
    expect(judge([[of(OLD, 'abcde'), of(grown, 'abcdefg')]])).toEqual([{ beyond: true, by: 'interval', same: 5 }])
    expect(judge([[of(OLD, 'abcde'), of([...OLD, 0.971], 'abcdef')]])).toEqual([
      { beyond: false, by: 'interval', same: 5 },
    ])
  })

  it('is not decided for single runs, and for what is no mean', () => {
    expect(
      judge([
        [of([0.97], 'a'), of([0.95], 'b')],
        [undefined, undefined],
      ]),
    ).toEqual([
      { beyond: null, why: 'a t test needs at least two runs of each, and there is one' },
      { beyond: null, why: 'not a mean over runs' },
    ])
  })
})

const shown = (name: string, text: string, values?: readonly number[], keys = 'x', table?: string): ShownNumber => ({
  name,
  text,
  ...(table === undefined ? {} : { table }),
  ...(values ? { mean: of(values, keys) } : {}),
})
const state = (
  numbers: readonly ShownNumber[],
  files: Readonly<Record<string, string>> = {},
  claims: Snapshot['claims'] = [],
): Snapshot => ({
  numbers,
  figures: Object.entries(files).map(([name, digest]) => ({
    name,
    files: new Map([
      ['.pdf', digest],
      ['.csv', digest.split(' ')[0]!],
    ]),
  })),
  tables: [],
  claims,
})
const show = (before: Snapshot, after: Snapshot, left: readonly { task: string; why: string }[] = []): string =>
  showDiff(compareSnapshots([before], [after]), { base: 'main', commit: '0123456789abcdef', renamed: [], left })

describe('the comment on a pull request', () => {
  it('says which claims flip, with the numbers of now, and none that does not', () => {
    const held = (name: string, holds: boolean | null, says = name) => ({ name, holds, says })
    const before = state([], {}, [
      held('a', true),
      held('b', false),
      held('c', true),
      held('same', false, 'x'),
      held('d', true),
    ])
    const after = state([], {}, [
      held('a', false, 'x = 1, claimed > 2'),
      held('b', true),
      held('same', false, 'y'),
      held('e', false),
      held('d', null),
    ])
    expect(show(before, after)).toBe(`### Results

Compared with \`main\` (0123456789ab): changed: 5 claims; **2 claims do not hold**.

**Claims**

| | before | after | |
|---|---|---|---|
| \`a\` | holds | **does not hold** | x = 1, claimed \\> 2 |
| \`b\` | **does not hold** | holds | b |
| \`e\` | — | **does not hold** | e |
| \`d\` | holds | not known | d |
| \`c\` | holds | gone |  |`)
    expect(show(before, before)).toContain('no number, figure or table changed.')
  })

  it('gives no difference of numbers with a power of ten', () => {
    const [before, after] = ['97.1 × 10⁻²', '95.0 × 10⁻²'].map((text, i) =>
      state([shown('m.adam', text, [OLD, LOW][i], ['abcde', 'fghij'][i])], {}),
    )
    expect(show(before!, after!)).toContain('| 97.1 × 10⁻² (n = 5) | 95.0 × 10⁻² (n = 5) |  | **yes**')
  })

  it('says what changed, by how much, and whether that is more than noise', () => {
    const before = state(
      [
        shown('m.adam', '97.1 ± 0.2 %', OLD, 'abcde'),
        shown('m.sgd', '94.0 %'),
        shown('m.gone', '3'),
        shown('m.same', '1'),
        shown('m/t: a|b', '97.1', OLD, 'abcde', 'm/t'),
      ],
      { 'm/curves': 'a', 'm/bars': 'a', 'm/kept': 'a', 'm/look': 'a 1' },
    )
    const after = state(
      [
        shown('m.adam', '95.0 ± 0.2 %', LOW, 'fghij'),
        shown('m.sgd', '94.0 %', [0.94], 'k'),
        shown('m.new', 'Adam_W'),
        shown('m.same', '1'),
        shown('m/t: a|b', '95.10', LOW, 'fghij', 'm/t'),
      ],
      { 'm/curves': 'b', 'm/new': 'a', 'm/kept': 'a', 'm/look': 'a 2' },
    )
    expect(show(before, after, [{ task: 'q', why: 'its figures are not drawn here' }])).toBe(`### Results

Compared with \`main\` (0123456789ab): changed: 3 facts, 1 cell of a table, 4 figures; **2 beyond the noise**.

**Facts**

| | before | after | change | beyond the noise? |
|---|---|---|---|---|
| \`m.adam\` | 97.1 ± 0.2 % (n = 5) | 95.0 ± 0.2 % (n = 5) | −2.1 points | **yes**, p < 0.001 |
| \`m.new\` | — | Adam\\_W | new |  |
| \`m.gone\` | 3 | — | gone |  |

**Cells of tables**

| | before | after | change | beyond the noise? |
|---|---|---|---|---|
| \`m/t: a\\|b\` | 97.1 (n = 5) | 95.10 (n = 5) | −2.10 points | **yes**, p < 0.001 |

**Figures**

- \`m/curves\`: changed
- \`m/new\`: new
- \`m/look\`: drawn differently from the same data
- \`m/bars\`: gone

1 number changed in digits that are not shown.

⚠ \`q\` is not compared: its figures are not drawn here.

<sub>Beyond the noise: Welch's t test of the runs before against those after, two-sided, 5 %, adjusted by Holm for all numbers tested here.</sub>`)
  })

  it('says so when nothing changed', () => {
    const same = state([shown('m.adam', '97.1 %', OLD, 'abcde')], { 'm/curves': 'a' })
    expect(show(same, same)).toBe(
      '### Results\n\nCompared with `main` (0123456789ab): no number, figure or table changed.',
    )
  })

  it('folds long lists', () => {
    const many = Array.from({ length: 31 }, (_, index) => shown(`m.f${index}`, String(index)))
    expect(show(state([]), state(many))).toContain('<details><summary>Facts (31)</summary>')
  })
})

it.each([
  [0.0502, 'no, p = 0.0502'],
  [0.0496, '**yes**, p = 0.0496'],
  [0.3, 'no, p = 0.30'],
])('a p of %d never reads like the level that it misses', (p, told) => {
  const side = { name: 'm.x', text: '1', runs: [] } as unknown as ShownNumber
  const numbers = [{ name: 'm.x', before: side, after: side, noise: { beyond: p < 0.05, by: 'welch', p } as const }]
  const subject = { base: 'main', commit: '0'.repeat(40), renamed: [], left: [] }
  expect(showDiff({ numbers, unseen: 0, figures: [], tables: [], claims: [] }, subject)).toContain(` ${told} |`)
})
