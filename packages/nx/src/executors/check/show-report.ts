import type { formatPaperProblem, formatPlace, NamedKind, PaperReport } from '@bocas/paper/text'
import { plural } from 'bocas/internal/light'

const KINDS: readonly NamedKind[] = ['fact', 'figure', 'table', 'claim']

/** What `paper:check` prints: what is wrong, what to look at, what is not used, and a line of counts. */
export function showReport(
  { problems, notes, warnings, unused, computed, quotes, files, numbers }: PaperReport,
  format: typeof formatPaperProblem,
  place: typeof formatPlace,
): string {
  const lists = KINDS.filter((kind) => unused[kind].length > 0).map(
    (kind) =>
      `${unused[kind].length === 1 ? `${kind} that is` : `${kind}s that are`} not used: ${unused[kind].join(', ')}`,
  )
  const unknowable =
    lists.length > 0 && computed.length > 0
      ? [`  names put together by code may be among them: ${computed.map(place).join(', ')}`]
      : []
  const count = (kind: NamedKind): number => quotes.filter((quote) => quote.kind === kind).length
  const found = problems.length === 0 ? 'nothing contradicts them' : `${problems.length} to mend`
  return [
    ...problems.map((problem) => format(problem)),
    ...notes,
    ...warnings.map((warning) => format(warning, '⚠')),
    ...lists,
    ...unknowable,
    `${plural(files, 'file')} of text: ${KINDS.map((kind) => plural(count(kind), `${kind} named`, `${kind}s named`)).join(', ')}, ` +
      `${plural(numbers, 'number')} typed; ${found}`,
  ].join('\n')
}
