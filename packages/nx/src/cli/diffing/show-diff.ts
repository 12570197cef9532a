import { escapeMarkdown, formatNumber, plural, pWords } from 'bocas/internal'
import type { ClaimChange, SnapshotDiff, DrawnChange, NumberChange } from './compare'
import type { Noise } from './noise'
import type { Held, ShownNumber } from './snapshot'

/** What is compared with what. */
export interface Subject {
  /** As it was given: `main`. */
  readonly base: string
  readonly commit: string
  /** Tasks that have another name now. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
  /** Tasks that could not be compared, and why. */
  readonly left: readonly { readonly task: string; readonly why: string }[]
}

/** More rows than these are folded away. */
const OPEN_ROWS = 30

/** The comparison as Markdown for a pull request. */
export function showDiff(
  { numbers, unseen, figures, tables, claims }: SnapshotDiff,
  { base, commit, renamed, left }: Subject,
): string {
  const facts = numbers.filter(({ table }) => table === undefined)
  const cells = numbers.filter(({ table }) => table !== undefined)
  const beyond = numbers.filter(({ noise }) => noise?.beyond === true)
  const counts = [
    facts.length > 0 && plural(facts.length, 'fact'),
    cells.length > 0 && plural(cells.length, 'cell of a table', 'cells of tables'),
    figures.length > 0 && plural(figures.length, 'figure'),
    tables.length > 0 && cells.length === 0 && plural(tables.length, 'table'),
    claims.length > 0 && plural(claims.length, 'claim'),
  ].filter((count) => count !== false)
  const compared = `Compared with \`${base}\` (${commit.slice(0, 12)})`
  const total = counts.length === 0 ? 'no number, figure or table changed' : `changed: ${counts.join(', ')}`
  const lost = claims.filter(({ before, after }) => after?.holds === false && before?.holds !== false)
  const broken = lost.length === 0 ? '' : `; **${plural(lost.length, 'claim does', 'claims do')} not hold**`
  const verdict =
    numbers.length === 0
      ? ''
      : beyond.length === 0
        ? '; no change is beyond the noise'
        : `; **${beyond.length} beyond the noise**`
  return [
    `### Results`,
    '',
    `${compared}: ${total}${verdict}${broken}.`,
    ...(renamed.length > 0 ? ['', ...renamed.map(({ from, to }) => `The task ${code(from)} is now ${code(to)}.`)] : []),
    ...claimList(claims),
    ...section('Facts', facts),
    ...section('Cells of tables', cells),
    ...list('Figures', figures),
    ...list('Tables', tables),
    ...(unseen > 0 ? ['', `${plural(unseen, 'number')} changed in digits that are not shown.`] : []),
    ...(left.length > 0
      ? ['', ...left.map(({ task, why }) => `⚠ \`${task}\` is not compared: ${escapeMarkdown(why)}.`)]
      : []),
    ...footnote(numbers),
  ].join('\n')
}

function section(title: string, changes: readonly NumberChange[]): string[] {
  if (changes.length === 0) return []
  const table = [
    '| | before | after | change | beyond the noise? |',
    '|---|---|---|---|---|',
    ...changes.map(
      ({ name, before, after, noise }) =>
        `| ${code(name)} | ${numberText(before)} | ${numberText(after)} | ${change(before, after)} | ${noiseText(noise)} |`,
    ),
  ]
  if (changes.length <= OPEN_ROWS) return ['', `**${title}**`, '', ...table]
  return ['', `<details><summary>${title} (${changes.length})</summary>`, '', ...table, '', '</details>']
}

function numberText(shown: ShownNumber | null): string {
  if (shown === null) return '—'
  return `${escapeMarkdown(shown.text)}${shown.mean ? ` (n = ${shown.mean.n})` : ''}`
}

/** `3.2 × 10⁻⁷`, `3.2e-7`: decimals of such a text say nothing about the number. */
const POWER_OF_TEN = /× 10|\de/

/** The difference of the means, with the decimals that the text shows. */
function change(before: ShownNumber | null, after: ShownNumber | null): string {
  if (before === null) return 'new'
  if (after === null) return 'gone'
  if (!before.mean || !after.mean || POWER_OF_TEN.test(before.text + after.text)) return ''
  const { factor } = after.mean
  const difference = (after.mean.mean - before.mean.mean) * factor
  const decimals = Math.max(decimalsOf(before.text), decimalsOf(after.text))
  if (!Number.isFinite(difference)) return ''
  const text = formatNumber(difference, decimals)
  return `${difference > 0 && Number(text) !== 0 ? '+' : ''}${text}${factor === 100 ? ' points' : ''}`
}

const decimalsOf = (text: string): number => /^[−\d]*\.(\d+)/.exec(text)?.[1]?.length ?? 0

function noiseText(noise: Noise | undefined): string {
  if (!noise) return ''
  if (noise.beyond === null) return escapeMarkdown(noise.why)
  const answer = noise.beyond ? '**yes**' : 'no'
  if (noise.by === 'welch') return `${answer}, ${pWords(noise.p)}`
  return `${answer}, ${plural(noise.same, 'run is', 'runs are')} the same`
}

const HOW: Readonly<Record<DrawnChange['how'], string>> = {
  new: 'new',
  gone: 'gone',
  changed: 'changed',
  look: 'drawn differently from the same data',
}

function list(title: string, changes: readonly DrawnChange[]): string[] {
  if (changes.length === 0) return []
  return ['', `**${title}**`, '', ...changes.map(({ name, how }) => `- ${code(name)}: ${HOW[how]}`)]
}

/** What a claim says now is what a reviewer has to see: its numbers when it broke. */
function claimList(claims: readonly ClaimChange[]): string[] {
  if (claims.length === 0) return []
  const state = (held: Held | null): string =>
    held === null ? '—' : held.holds === null ? 'not known' : held.holds ? 'holds' : '**does not hold**'
  return [
    '',
    '**Claims**',
    '',
    '| | before | after | |',
    '|---|---|---|---|',
    ...claims.map(
      ({ name, before, after }) =>
        `| ${code(name)} | ${state(before)} | ${after === null ? 'gone' : state(after)} | ${escapeMarkdown(after?.says ?? '')} |`,
    ),
  ]
}

function footnote(numbers: readonly NumberChange[]): string[] {
  const by = (what: string): number =>
    new Set(numbers.flatMap(({ noise }) => (noise && noise.beyond !== null && noise.by === what ? [noise] : []))).size
  const tests = [
    ...(by('welch') > 0
      ? [
          "Welch's t test of the runs before against those after, two-sided, 5 %, adjusted by Holm for all numbers tested here",
        ]
      : []),
    ...(by('interval') > 0
      ? ['where some runs are the same on both sides, the mean after against the 95 % t interval of the mean before']
      : []),
  ]
  return tests.length === 0 ? [] : ['', `<sub>Beyond the noise: ${tests.join('; ')}.</sub>`]
}

/** A bar would end the cell even in code. */
const code = (text: string): string => `\`${text.replaceAll('`', "'").replaceAll('|', '\\|')}\``
