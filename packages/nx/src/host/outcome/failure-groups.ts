import { escapeRegExp, groupBy } from 'bocas/internal/light'
import { describeFailure, failureLines, indent, type Finished, type Outcome } from './outcome'

/** What of a failure decides how it failed. */
interface FailedRun {
  readonly task: string
  readonly run: { readonly name: string }
  readonly outcome: Outcome
}

/** As many of the other runs of a group are named; of more, their number is. */
const MOST_NAMED = 10

/** The first line of a failure, for the moment when it happens: all that is known of it is said at the end. */
export function failureLine({ task, run, outcome }: Finished, sameAs?: Finished): string {
  const head = `✖ ${[task, run.name].filter((part) => part !== '').join('/')} ${outcome.kind}`
  if (sameAs !== undefined) return `${head} the same way as ${sameAs.run.name}`
  const [first = ''] = 'message' in outcome ? outcome.message.split('\n') : []
  return first === '' ? head : `${head}: ${first}`
}

/** The text of a failure that is the same as one that is told in full elsewhere: what is its own, and where the rest is. */
export function describeAgain({ task, run, outcome }: Finished, sameAs: Finished): string {
  const how = outcome.kind === 'failed' ? 'failed the same way as' : `${outcome.kind} for the same reason as`
  const [first = ''] = 'message' in outcome ? outcome.message.split('\n') : []
  return [
    `✖ ${task}/${run.name}: ${how} ${sameAs.run.name}, which has the whole message`,
    ...(first === '' ? [] : [indent(first)]),
    ...(outcome.kind === 'failed' && outcome.log ? [`  log     npx bocas logs ${task}/${run.name}`] : []),
    ...(outcome.kind === 'failed' && outcome.remains ? [`  kept    ${outcome.remains}`] : []),
  ].join('\n')
}

/** Runs of a task that failed the same way, in the order in which they came; what is at fault is nearly always one thing. */
export const groupFailures = <F extends FailedRun>(failures: readonly F[]): readonly (readonly F[])[] => [
  ...groupBy(failures, wayOf).values(),
]

/**
 * What equal failures have in common: all but the name of the run, keys and measures. Where it was thrown counts by file and line; one line throws for one
 * reason, whatever the numbers in its message, which differ from config to config (the step at which a loss is lost). An exit code is no measure.
 */
export function wayOf({ task, run, outcome }: FailedRun): string {
  const message = 'message' in outcome ? outcome.message : ''
  const at = outcome.kind === 'failed' ? (outcome.at ?? '') : ''
  const numbers = at !== '' || outcome.kind === 'not started' ? NUMBERS : MEASURES
  const without = withoutWord(message, run.name).replace(KEYS, '·').replace(numbers, '·')
  return JSON.stringify([task, outcome.kind, without, at])
}

const KEYS = /\b[0-9a-f]{8,}\b…?/g
const NUMBERS = /[-−]?\d+(\.\d+)?(e[-+]?\d+)?/gi
const MEASURES = /\d+(\.\d+)?(?= (s|min|h|bytes|kB|MB|GB)\b)/g

function withoutWord(text: string, word: string): string {
  if (word === '') return text
  const literal = escapeRegExp(word)
  return text.replace(new RegExp(`(?<![\\w=+.-])${literal}(?![\\w=+-])`, 'g'), '·')
}

/** The text a person sees of failures that are the same: of the first everything, of the others the names. */
export function describeFailures(group: readonly Finished[]): string {
  const [first, ...others] = group
  if (others.length === 0) return describeFailure(first!)
  const { task, outcome } = first!
  const same = outcome.kind === 'failed' ? 'failed the same way' : `were ${outcome.kind} for the same reason`
  const named = others.slice(0, MOST_NAMED).map(({ run }) => run.name)
  const more = others.length - named.length
  if (more > 0) named.push(`… and ${more} more: npx bocas plan ${task} lists all`)
  return [
    `✖ ${group.length} runs of ${task} ${same}, first: ${first!.run.name}`,
    ...failureLines(first!),
    `  others  ${indent(named.join('\n'), ' '.repeat(10)).trimStart()}`,
  ].join('\n')
}
