import type { Problem } from '../../problems'
import { suggest } from '../../suggest'
import { labelledPath } from './key-paths'

/** The labels one sweep asks for. */
export interface LabelRequest {
  /** The key path of its `labels` option. */
  readonly at: string
  readonly labels: Readonly<Record<string, string>>
  /** The key paths of that sweep: a sweep labels its own keys. */
  readonly own: ReadonlySet<string>
}

/** Joins the labels of a task's sweeps: one label for a key, one key for a label, and no label that is another key. */
export function joinLabels(
  requests: readonly LabelRequest[],
  paths: ReadonlySet<string>,
  named: ReadonlySet<string>,
  report: (problem: Problem) => void,
): Map<string, string> {
  const labels = new Map<string, string>()
  for (const { at, labels: wanted, own } of requests) {
    for (const [written, label] of Object.entries(wanted)) {
      const path = labelledPath(written, named)
      const here = `${at}[${JSON.stringify(written)}]`
      const other = [...labels].find(([key, known]) => key !== path && known === label)?.[0]
      const known = labels.get(path)
      if (!own.has(path)) {
        report({
          code: 'unknown-label-key',
          message: `no config of this sweep has a key \`${written}\``,
          path: here,
          hint: suggest(written, [...own]),
        })
      } else if (known !== undefined && known !== label) {
        const message = `\`${path}\` is called both \`${known}\` and \`${label}\`; a key has one label in a task`
        report({ message, path: here, hint: 'give it the same label in all sweeps' })
      } else if (other !== undefined) {
        const message = `the label \`${label}\` is taken: \`${other}\` is called so`
        report({ message, path: here, hint: 'give each key a label of its own' })
      } else if (label !== path && paths.has(label)) {
        const message = `the label \`${label}\` for \`${path}\` is another key of the task`
        report({ message, path: here, hint: 'choose a label that is no key' })
      } else labels.set(path, label)
    }
  }
  return labels
}
