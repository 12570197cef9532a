import { describeFailures, groupFailures } from '../../host/outcome/failure-groups'
import { isDone, nonFiniteLines, summarizeOutcomes, type Finished } from '../../host/outcome/outcome'

/**
 * The last words of a call, line by line: notes of runs, failures with those that are the same said once, a summary, and what to type next when something is
 * missing.
 *
 * @param drawn the tasks that have figures.
 * @param lost what is to be told of folders that were lost in the middle of the call, and what to do then.
 * @param inCall how many runs the call has of tasks of which these are a part.
 */
export function report(
  all: readonly Finished[],
  drawn: ReadonlySet<string>,
  lost?: string,
  inCall?: ReadonlyMap<string, number>,
): string[] {
  const failures = all.filter(({ outcome }) => outcome.kind === 'failed' || outcome.kind === 'not started')
  const notes = all.flatMap(({ task, run, outcome }) =>
    'note' in outcome && outcome.note ? [`${task}/${run.name}: ${outcome.note}`] : [],
  )
  // Of a task whose runs are not known there is nothing to count.
  const runs = all.filter(({ run }) => run.name !== '')
  return [
    ...notes,
    ...groupFailures(failures).flatMap((group) => ['', describeFailures(group)]),
    ...(lost === undefined ? [] : ['', lost]),
    ...(runs.length > 0 ? ['', summarizeOutcomes(runs, inCall), ...nonFiniteLines(runs)] : []),
    ...(lost === undefined ? nextSteps(runs, drawn) : []),
  ]
}

/** What was trained is kept; who wants to see it need not wait for the rest. */
function nextSteps(runs: readonly Finished[], drawn: ReadonlySet<string>): string[] {
  const incomplete = [...new Set(runs.filter(({ outcome }) => !isDone(outcome)).map(({ task }) => task))]
  const goOn = runs.filter(({ outcome }) => outcome.kind === 'interrupted' && outcome.goesOnAt !== undefined)
  const jobs = goOn.length === 0 ? [] : ['  → npx bocas jobs    shows the jobs that go on; --cancel ends them']
  return incomplete
    .flatMap((task) => [
      goOn.some((run) => run.task === task)
        ? `  → nx run ${task}:experiment    collects what comes of the jobs, and executes what else is missing`
        : `  → nx run ${task}:experiment    executes what is missing, and nothing else`,
      ...(drawn.has(task) ? [`  → nx run ${task}:draft    draws what is there`] : []),
    ])
    .concat(jobs)
}
