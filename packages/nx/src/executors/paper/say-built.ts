import { relative } from 'node:path'
import type { BuiltPaper, formatPaperProblem } from '@bocas/paper'
import { plural } from 'bocas/internal/light'

/** More names than these are counted, not listed. */
const MOST_LISTED = 8

/** Says what was built, what an author should look at, and what exists and is not in the text. */
export function sayBuilt(
  root: string,
  { file, pages, warnings, findings, unused }: BuiltPaper,
  format: typeof formatPaperProblem,
  { draft = false, seconds }: { readonly draft?: boolean | undefined; readonly seconds?: number } = {},
): void {
  for (const warning of [...warnings, ...findings]) console.warn(format(warning, '⚠'))
  const words = [
    ...(pages === null ? [] : [plural(pages, 'page')]),
    ...(draft ? ['a draft'] : []),
    ...(seconds === undefined ? [] : [`${seconds.toFixed(2)} s`]),
  ]
  console.log(`${relative(root, file)}${words.length === 0 ? '' : `: ${words.join(', ')}`}`)
  // While one writes, what is not yet in the text is no news.
  if (seconds !== undefined) return
  for (const [kind, names] of Object.entries(unused)) {
    if (names.length > 0) console.log(`  ${kind} not in the text: ${listed(names)}`)
  }
}

function listed(names: readonly string[]): string {
  const more = names.length > MOST_LISTED ? `, … (${names.length} in all)` : ''
  return `${names.slice(0, MOST_LISTED).join(', ')}${more}`
}
