import { suggest, type Problem } from 'bocas/internal'

/** An experiment of MLflow, as far as somebody has to choose one. */
export interface Experiment {
  readonly id: string
  readonly name: string
  readonly hasRuns: boolean
}

/**
 * The experiments of a store that are meant: those that are named, by name or id, or the only one that has runs.
 *
 * @param none what to say when no experiment has runs.
 */
export function chooseExperiments<T extends Experiment>(
  path: string,
  all: readonly T[],
  named: readonly string[],
  none: Pick<Problem, 'message' | 'hint'>,
): { readonly chosen: readonly T[]; readonly problems: readonly Problem[] } {
  const refused = (problems: readonly Problem[]) => ({ chosen: [], problems })
  const isNamed = ({ id, name }: Experiment, word: string): boolean => word === name || word === id
  const names = all.map(({ name }) => name)
  const unknown = named.filter((word) => !all.some((one) => isNamed(one, word)))
  if (unknown.length > 0)
    return refused(
      unknown.map((word) => ({
        code: 'import-needs-choice',
        message: `there is no experiment '${word}'`,
        hint: suggest(word, names),
      })),
    )
  if (named.length > 0) return { chosen: all.filter((one) => named.some((word) => isNamed(one, word))), problems: [] }
  const withRuns = all.filter(({ hasRuns }) => hasRuns)
  if (withRuns.length === 0) return refused([{ code: 'nothing-to-import', ...none, path }])
  if (withRuns.length > 1)
    return refused([
      {
        code: 'import-needs-choice',
        message: `there are ${withRuns.length} experiments; say which`,
        hint: withRuns.map(({ name }) => `--experiment ${JSON.stringify(name)}`).join(' '),
        path,
      },
    ])
  return { chosen: withRuns, problems: [] }
}
