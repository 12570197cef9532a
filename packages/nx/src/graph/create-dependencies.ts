import type { CreateDependencies, DependencyType, ProjectConfiguration, RawProjectGraphDependency } from '@nx/devkit'
import { isRunExecutor } from './names'

/**
 * The edges: a task gathers its runs, a run and a task need the projects that own the files of their code, a run needs those whose results it takes, the
 * paper needs the tasks.
 * Emitted here and not as `implicitDependencies`, whose names Nx matches one by one. A run has no edge to its own task, which gathers it.
 */
export const createDependencies: CreateDependencies = (_options, { projects }) => {
  const all = Object.entries(projects)
  const owners = all
    .filter(([, project]) => taskOf(project) === undefined)
    .map(([name, { root }]) => ({ name, root }))
    .sort((a, b) => b.root.length - a.root.length)
  const ownerOf = (file: string): string | undefined =>
    owners.find(({ root }) => root !== '.' && file.startsWith(`${root}/`))?.name
  const edges = new Map<string, RawProjectGraphDependency>()
  const add = (source: string, target: string): void => {
    if (source !== target)
      edges.set(`${source} ${target}`, { source, target, type: 'implicit' as DependencyType.implicit })
  }
  const neededBy = new Map<unknown, readonly string[]>()
  for (const [name, project] of all) {
    const task = taskOf(project)
    if (task !== undefined) add(task, name)
    if (task === undefined && !isOurs(project)) continue
    for (const needed of neededResults(project)) if (needed in projects) add(name, needed)
    for (const target of Object.values(project.targets ?? {})) {
      const files = JSON.stringify(target.inputs ?? [])
      if (!neededBy.has(files))
        neededBy.set(files, [
          ...new Set(
            filesOf(target.inputs)
              .map(ownerOf)
              .filter((owner) => owner !== undefined),
          ),
        ])
      for (const owner of neededBy.get(files)!) if (owner !== task) add(name, owner)
    }
    if (project.tags?.includes('bocas:paper'))
      for (const drawn of tasksOf(project)) if (drawn in projects) add(name, drawn)
  }
  return [...edges.values()]
}

/** The task of a run project. */
function taskOf(project: ProjectConfiguration): string | undefined {
  const { executor, options } = project.targets?.experiment ?? {}
  const { task, run } = (options ?? {}) as { task?: string; run?: string }
  // A task that is planned later executes its runs itself.
  return isRunExecutor(executor) && run !== undefined ? task : undefined
}

/** The projects whose results a run takes, or a sweep is made from. */
const neededResults = ({ targets }: ProjectConfiguration): readonly string[] =>
  (targets?.experiment?.dependsOn ?? []).flatMap((step) => (typeof step === 'object' ? (step.projects ?? []) : []))

const isOurs = ({ tags }: ProjectConfiguration): boolean =>
  (tags ?? []).some((tag) => tag === 'bocas:task' || tag === 'bocas:paper')

const tasksOf = ({ targets }: ProjectConfiguration): readonly string[] =>
  (targets?.build?.options as { tasks?: string[] } | undefined)?.tasks ?? []

const filesOf = (inputs: readonly unknown[] = []): string[] =>
  inputs.flatMap((input) =>
    typeof input === 'string' && input.startsWith('{workspaceRoot}/') ? [input.slice('{workspaceRoot}/'.length)] : [],
  )
