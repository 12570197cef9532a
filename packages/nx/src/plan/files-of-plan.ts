import type { PlannedCode, TaskPlan } from './task-plan'
import { PACKAGE_MANAGERS } from '../shared/package-managers'

/** Where versions of packages stand. */
const LOCKFILES = Object.values(PACKAGE_MANAGERS).map(({ lockfile }) => lockfile)

/**
 * The files that a plan is made from, workspace-relative, with those of the tasks whose results it takes: while none of them changes, the plan is the same. Some need not
 * be there. Of a plan with problems they may not be all: what cannot be loaded says nothing of what it would import.
 */
export function filesOfPlan({ root, sweepFiles, run, program, data, figures, upstream }: TaskPlan): readonly string[] {
  const drawn: readonly (Pick<PlannedCode, 'files'> | undefined)[] = [
    figures ?? undefined,
    figures?.data,
    figures?.program,
  ]
  return [
    ...new Set([
      ...LOCKFILES,
      ...['sweep.ts', 'run.ts', 'figures.ts'].map((name) => `${root}/${name}`),
      ...sweepFiles,
      ...[run, program ?? undefined, data, ...drawn].flatMap((part) => part?.files ?? []),
      ...upstream.flatMap(filesOfPlan),
    ]),
  ]
}
