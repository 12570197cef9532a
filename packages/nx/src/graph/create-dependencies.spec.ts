import type { ProjectConfiguration } from '@nx/devkit'
import { createDependencies } from './create-dependencies'

const run = (task: string, name: string, inputs: string[]): ProjectConfiguration => ({
  root: `paper/artifacts/${task}/${name}`,
  targets: {
    experiment: {
      ...(name === 'lr=2' ? { dependsOn: [{ projects: ['penguins/run'], target: 'experiment' }] } : {}),
      executor: '@bocas/nx:run',
      options: { task, run: name },
      inputs: [...inputs.map((file) => `{workspaceRoot}/${file}`), { externalDependencies: [] }],
    },
  },
})

const task = (name: string, figures: string[]): ProjectConfiguration => ({
  root: `tasks/${name}`,
  tags: ['bocas:task'],
  targets: { figures: { inputs: figures.map((file) => `{workspaceRoot}/${file}`) } },
})

const PROJECTS: Record<string, ProjectConfiguration> = {
  workspace: { root: '.' },
  library: { root: 'library' },
  'library-plots': { root: 'library/plots' },
  tools: { root: 'packages/tools', targets: { build: { inputs: ['{workspaceRoot}/library/x.ts'] } } },
  mnist: task('mnist', ['tasks/mnist/figures.ts', 'library/plots/bars.ts']),
  'mnist/lr=1': run('mnist', 'lr=1', ['tasks/mnist/run.ts', 'library/random.ts', 'README.md']),
  'mnist/lr=2': run('mnist', 'lr=2', ['tasks/mnist/run.ts', 'library/random.ts', 'README.md']),
  penguins: task('penguins', []),
  'penguins/run': run('penguins', 'run', ['tasks/penguins/run.ts', 'packages/tools/a.ts']),
  paper: {
    name: 'paper',
    root: 'paper',
    tags: ['bocas:paper'],
    targets: { build: { options: { tasks: ['mnist', 'penguins', 'paper'] }, inputs: ['{projectRoot}/**/*'] } },
  },
}

const edges = async (): Promise<string[]> =>
  (await createDependencies(undefined, { projects: PROJECTS } as never)).map(
    ({ source, target, type }) => `${source} → ${target} (${type})`,
  )

describe('the edges of the graph', () => {
  it('lead from paper to tasks, from tasks to their runs, to the projects that own the files of their code, and to runs whose results are taken', async () => {
    expect((await edges()).sort()).toEqual([
      'mnist → library-plots (implicit)',
      'mnist → mnist/lr=1 (implicit)',
      'mnist → mnist/lr=2 (implicit)',
      'mnist/lr=1 → library (implicit)',
      'mnist/lr=2 → library (implicit)',
      'mnist/lr=2 → penguins/run (implicit)',
      'paper → mnist (implicit)',
      'paper → penguins (implicit)',
      'penguins → penguins/run (implicit)',
      'penguins/run → tools (implicit)',
    ])
  })

  it('never lead from a run to the task that gathers it, nor from a project to itself', async () => {
    const all = await edges()
    expect(all.filter((edge) => /^mnist\/\S+ → mnist /.test(edge))).toEqual([])
    expect(all.filter((edge) => edge.startsWith('paper → paper '))).toEqual([])
  })

  it('are those of our projects alone: what others are made of is not ours to say', async () => {
    expect((await edges()).filter((edge) => edge.startsWith('tools '))).toEqual([])
  })
})
