import type { CreateNodesResult, ProjectConfiguration, TargetConfiguration } from '@nx/devkit'
import { installBocas } from '../plan/test-bocas'
import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'
import { createNodes } from './create-nodes'

const TOY = {
  'tasks/toy/sweep.ts': `
    import { defineSweep, sweep, seeds } from 'bocas'
    export default defineSweep({ lr: sweep([0.1, 1]), steps: 3 }, { data: ['data/x.csv'], env: ['TOY_LOCALE'] })
    export const more = defineSweep({ lr: 0.1, steps: 3, seed: seeds(1) })`,
  'tasks/toy/run.ts': `
    import type sweep from './sweep'
    import { Config } from 'bocas'
    import knn from 'knn'
    import { scale } from '../../library/scale'
    export async function run(config: Config<typeof sweep>) { return { loss: scale(config.lr) + knn } }`,
  'tasks/toy/figures.ts': `import { scale } from '../../library/scale'; export default scale`,
  'tasks/toy/data/x.csv': 'a\\n1\\n',
  'library/scale.ts': `export const scale = (value: number): number => value * 2`,
  'package-lock.json': { packages: { 'node_modules/knn': { version: '3.0.0', integrity: 'sha512-knn' } } },
}

// Each workspace bundles its workers anew.
jest.setTimeout(60_000)

/** What the spec looks at of a node. */
type Nodes = [[string, { projects: Record<string, { targets: Record<string, { options: { problems: string } }> }> }]]

const workspaces: TestWorkspace[] = []
afterAll(() => workspaces.forEach(({ remove }) => remove()))

async function nodesOf(files: Readonly<Record<string, unknown>>): Promise<unknown> {
  const workspace = testWorkspace(files)
  workspaces.push(workspace)
  installBocas(workspace)
  workspace.install('knn', '3.0.0')
  const configs = Object.keys(files).filter((file) => /(^|\/)(sweep\.ts|main\.(typ|tex|md))$/.test(file))
  const nodes = await createNodes[1](configs, undefined, { workspaceRoot: workspace.root, nxJsonConfiguration: {} })
  // The name of a worker tells its content, which is no matter of the graph.
  return JSON.parse(JSON.stringify(nodes).replace(/data-digest-[0-9a-f]{64}/g, 'data-digest-<content>'))
}

/** Nodes as a reader checks them: a line for each project, and for each target what executes it, what it depends on, what it reads and what it makes. */
function shown(nodes: unknown): string {
  const lines = (nodes as [string, CreateNodesResult][]).flatMap(([file, { projects }]) => [
    file,
    ...Object.entries(projects!).flatMap(([root, { name, tags, targets }]) => [
      `  ${name} in ${root}, tagged ${tags!.join(' ')}`,
      ...Object.entries(targets!).flatMap(([target, config]) => shownTarget(target, config)),
    ]),
  ])
  return lines.join('\n')
}

function shownTarget(target: string, config: TargetConfiguration): string[] {
  const { executor, cache, continuous, configurations, dependsOn = [], inputs = [], outputs = [], options } = config
  const words = [
    `${target}: ${executor}`,
    cache ? 'cached' : 'not cached',
    ...(continuous ? ['continuous'] : []),
    ...Object.entries(configurations ?? {}).map(([name, values]) => `:${name} ${JSON.stringify(values)}`),
  ]
  const list = (word: string, all: readonly unknown[]): string[] =>
    all.map((each) => `      ${word} ${typeof each === 'string' ? each : JSON.stringify(each)}`)
  return [
    `    ${words.join(', ')}`,
    ...list('after', dependsOn),
    ...list('<-', inputs),
    ...list('->', outputs),
    ...Object.entries(options as object).map(([name, value]) => `      ${name} = ${JSON.stringify(value)}`),
  ]
}

describe('the nodes of a task', () => {
  // Its keys are those of every user's runs: when they change without a reason, everything is trained anew.
  it('are its project and one project per run', async () => {
    expect(shown(await nodesOf(TOY))).toMatchInlineSnapshot(`
      "tasks/toy/sweep.ts
        toy in tasks/toy, tagged bocas:task
          experiment: @bocas/nx:run, cached
            after {"dependencies":true,"target":"experiment","params":"forward"}
            <- {workspaceRoot}/tasks/toy/sweep.ts
            <- {"env":"TOY_LOCALE"}
            <- {"externalDependencies":[]}
            task = "toy"
            runs = ["lr=0.1","lr=1","run"]
          figures: @bocas/nx:figures, cached
            after {"dependencies":true,"target":"experiment","params":"forward"}
            <- {workspaceRoot}/library/scale.ts
            <- {workspaceRoot}/tasks/toy/figures.ts
            <- {"externalDependencies":[]}
            <- {workspaceRoot}/tasks/toy/sweep.ts
            <- {"env":"TOY_LOCALE"}
            <- {"dependentTasksOutputFiles":"**/result.json"}
            -> {workspaceRoot}/paper/figures/toy
            -> {workspaceRoot}/paper/tables/toy
            -> {workspaceRoot}/paper/facts/toy.json
            -> {workspaceRoot}/paper/provenance/toy.json
            task = "toy"
            runs = [{"name":"lr=0.1","key":"d9b8999bab3546d4346167d52be59845d8d155e8f55cec71ecf8b62189d0ea56"},{"name":"lr=1","key":"7457977518eec22fb3d85882775b9931292185593307810c1079045abb07fe72"},{"name":"run","key":"29dd07239911368eb325055bcb343ae32eb9946401041a401d490e350972060a"}]
            code = "8ae7dc5e5b296d239669f27c891e147155790786e1163dc0a4a18d4e61c4c96f"
          draft: @bocas/nx:figures, not cached
            <- {workspaceRoot}/tasks/toy/sweep.ts
            <- {"env":"TOY_LOCALE"}
            <- {"externalDependencies":[]}
            task = "toy"
            draft = true
          check: @bocas/nx:types, not cached
            <- {workspaceRoot}/tasks/toy/sweep.ts
            <- {"env":"TOY_LOCALE"}
            <- {"externalDependencies":[]}
            task = "toy"
          report: @bocas/nx:report, not cached
            <- {workspaceRoot}/tasks/toy/sweep.ts
            <- {"env":"TOY_LOCALE"}
            <- {"externalDependencies":[]}
            task = "toy"
            tasks = ["toy"]
          try: @bocas/nx:try, not cached
            <- {workspaceRoot}/tasks/toy/sweep.ts
            <- {"env":"TOY_LOCALE"}
            <- {"externalDependencies":[]}
            task = "toy"
        toy/lr=0.1 in paper/artifacts/toy/lr=0.1, tagged task:toy lr=0.1
          experiment: @bocas/nx:run, cached
            <- {workspaceRoot}/library/scale.ts
            <- {workspaceRoot}/tasks/toy/run.ts
            <- {"env":"BOCAS_INSTALLED"}
            <- {"externalDependencies":["knn"]}
            <- {workspaceRoot}/tasks/toy/data/x.csv
            <- {"env":"TOY_LOCALE"}
            <- {"runtime":"node .bocas/bundles/data-digest-<content>.cjs eyJmb2xkZXIiOiJ0YXNrcy90b3kiLCJuYW1lcyI6WyJkYXRhL3guY3N2Il19"}
            -> {projectRoot}
            task = "toy"
            run = "lr=0.1"
            key = "d9b8999bab3546d4346167d52be59845d8d155e8f55cec71ecf8b62189d0ea56"
            code = "e0ed94a592e94a035fe90cfe06200cab8ff5ca942cb87d0bd67f26d7a021ccad"
            config = {"lr":0.1,"steps":3}
        toy/lr=1 in paper/artifacts/toy/lr=1, tagged task:toy lr=1
          experiment: @bocas/nx:run, cached
            <- {workspaceRoot}/library/scale.ts
            <- {workspaceRoot}/tasks/toy/run.ts
            <- {"env":"BOCAS_INSTALLED"}
            <- {"externalDependencies":["knn"]}
            <- {workspaceRoot}/tasks/toy/data/x.csv
            <- {"env":"TOY_LOCALE"}
            <- {"runtime":"node .bocas/bundles/data-digest-<content>.cjs eyJmb2xkZXIiOiJ0YXNrcy90b3kiLCJuYW1lcyI6WyJkYXRhL3guY3N2Il19"}
            -> {projectRoot}
            task = "toy"
            run = "lr=1"
            key = "7457977518eec22fb3d85882775b9931292185593307810c1079045abb07fe72"
            code = "e0ed94a592e94a035fe90cfe06200cab8ff5ca942cb87d0bd67f26d7a021ccad"
            config = {"lr":1,"steps":3}
        toy/run in paper/artifacts/toy/run, tagged task:toy
          experiment: @bocas/nx:run, cached
            <- {workspaceRoot}/library/scale.ts
            <- {workspaceRoot}/tasks/toy/run.ts
            <- {"env":"BOCAS_INSTALLED"}
            <- {"externalDependencies":["knn"]}
            <- {workspaceRoot}/tasks/toy/data/x.csv
            <- {"env":"TOY_LOCALE"}
            <- {"runtime":"node .bocas/bundles/data-digest-<content>.cjs eyJmb2xkZXIiOiJ0YXNrcy90b3kiLCJuYW1lcyI6WyJkYXRhL3guY3N2Il19"}
            -> {projectRoot}
            task = "toy"
            run = "run"
            key = "29dd07239911368eb325055bcb343ae32eb9946401041a401d490e350972060a"
            code = "e0ed94a592e94a035fe90cfe06200cab8ff5ca942cb87d0bd67f26d7a021ccad"
            config = {"lr":0.1,"steps":3,"seed":0}"
    `)
  })

  it('say in words what each target does that is not one of thousands, and how to call it', async () => {
    const nodes = (await nodesOf({ ...TOY, 'paper/main.typ': '' })) as [string, CreateNodesResult][]
    const projects = nodes.flatMap(([, found]) => Object.values(found.projects!))
    const isRun = ({ tags = [] }: Pick<ProjectConfiguration, 'tags'>): boolean => tags.includes('task:toy')
    expect(projects.filter(isRun).map(({ targets }) => targets?.experiment?.metadata)).toEqual([undefined, undefined])
    const others = projects.filter((project) => !isRun(project))
    const targets = others.flatMap(({ name, targets = {} }) =>
      Object.entries(targets).map(([target, { metadata }]) => ({
        call: `nx run ${name}:${target}`,
        ...(metadata as { description: string; help?: { command: string } }),
      })),
    )
    expect(targets.filter(({ description }) => description.length <= 10)).toEqual([])
    const called = targets.flatMap(({ call, help }) => (help === undefined ? [] : [[call, help.command] as const]))
    expect(called.filter(([call, command]) => !command.startsWith(call))).toEqual([])
    expect(called.map(([call]) => call)).toEqual(
      expect.arrayContaining(['nx run toy:experiment', 'nx run paper:build']),
    )
  })

  it('are the same in another clone', async () => {
    expect(await nodesOf(TOY)).toEqual(await nodesOf(TOY))
  })

  it('of a sweep that does not load are targets that fail with the problem, and every other task is as it was', async () => {
    const broken = {
      'tasks/broken/sweep.ts': `throw new Error('no such thing')`,
      'tasks/broken/run.ts': 'export const run = () => 1',
    }
    const [nodes, toy] = [(await nodesOf({ ...TOY, ...broken })) as unknown[], (await nodesOf(TOY)) as unknown[]]
    expect(nodes[1]).toEqual(toy[0])
    expect(shown([nodes[0]])).toMatchInlineSnapshot(`
      "tasks/broken/sweep.ts
        broken in tasks/broken, tagged bocas:task
          experiment: @bocas/nx:gather, cached
            after {"dependencies":true,"target":"experiment","params":"forward"}
            <- {workspaceRoot}/tasks/broken/sweep.ts
            <- {"externalDependencies":[]}
            task = "broken"
            runs = []
            problems = "1 problem in tasks/broken/sweep.ts\\n✖ no such thing\\n  thrown at tasks/broken/sweep.ts:1:7\\nmore: npx bocas explain bocas/threw-while-loading"
          figures: @bocas/nx:figures, cached
            after {"dependencies":true,"target":"experiment","params":"forward"}
            <- {workspaceRoot}/tasks/broken/sweep.ts
            <- {"dependentTasksOutputFiles":"**/result.json"}
            -> {workspaceRoot}/paper/figures/broken
            -> {workspaceRoot}/paper/tables/broken
            -> {workspaceRoot}/paper/facts/broken.json
            -> {workspaceRoot}/paper/provenance/broken.json
            task = "broken"
            problems = "1 problem in tasks/broken/sweep.ts\\n✖ no such thing\\n  thrown at tasks/broken/sweep.ts:1:7\\nmore: npx bocas explain bocas/threw-while-loading"
            runs = []
          draft: @bocas/nx:figures, not cached
            <- {workspaceRoot}/tasks/broken/sweep.ts
            <- {"externalDependencies":[]}
            task = "broken"
            problems = "1 problem in tasks/broken/sweep.ts\\n✖ no such thing\\n  thrown at tasks/broken/sweep.ts:1:7\\nmore: npx bocas explain bocas/threw-while-loading"
            draft = true
          check: @bocas/nx:types, not cached
            <- {workspaceRoot}/tasks/broken/sweep.ts
            <- {"externalDependencies":[]}
            task = "broken"
          report: @bocas/nx:report, not cached
            <- {workspaceRoot}/tasks/broken/sweep.ts
            <- {"externalDependencies":[]}
            task = "broken"
            tasks = ["broken"]
          try: @bocas/nx:try, not cached
            <- {workspaceRoot}/tasks/broken/sweep.ts
            <- {"externalDependencies":[]}
            task = "broken"
            problems = "1 problem in tasks/broken/sweep.ts\\n✖ no such thing\\n  thrown at tasks/broken/sweep.ts:1:7\\nmore: npx bocas explain bocas/threw-while-loading""
    `)
  })

  it('of a task that cannot be planned at all are targets that fail as well', async () => {
    const nodes = (await nodesOf({ ...TOY, 'package-lock.json': '{' })) as Nodes
    expect(nodes[0][1].projects['tasks/toy']!.targets.experiment!.options.problems).toMatch(
      /^1 problem in tasks\/toy\/sweep\.ts\n✖ the task could not be planned: package-lock\.json cannot be read: /,
    )
  })

  it('of a run.ts that is missing, or hides what it imports, name that', async () => {
    const { 'tasks/toy/run.ts': _, ...withoutRun } = TOY
    const problems = async (files: Readonly<Record<string, unknown>>): Promise<string> => {
      const nodes = (await nodesOf(files)) as Nodes
      expect(Object.keys(nodes[0][1].projects)).toEqual(['tasks/toy'])
      return nodes[0][1].projects['tasks/toy']!.targets.experiment!.options.problems
    }
    expect(await problems(withoutRun)).toMatchInlineSnapshot(`
      "1 problem in tasks/toy/run.ts
      ✖ run.ts is missing
        write one beside sweep.ts: export async function run(config, ctx) { … }
      more: npx bocas explain bocas/missing-run-file"
    `)
    expect(await problems({ ...TOY, 'tasks/toy/run.ts': `import { x } from './gone'; export const run = () => x` }))
      .toMatchInlineSnapshot(`
      "1 problem in tasks/toy/run.ts
      ✖ Could not resolve "./gone" (tasks/toy/run.ts:1:19)
        check the path of the import
      more: npx bocas explain bocas/unresolved-import"
    `)
    expect(await problems({ ...TOY, 'tasks/toy/run.ts': `export const run = (c: { t: string }) => import(c.t)` }))
      .toMatchInlineSnapshot(`
      "1 problem in tasks/toy/run.ts
      ✖ tasks/toy/run.ts: the path of \`import(c.t)\` is computed, so what it loads is not in the run key
        write the path out, or begin it with a literal folder as in import(\`./tactics/\${name}.ts\`): then every file that it can mean is known
      more: npx bocas explain bocas/computed-import"
    `)
  })
})

describe('the node of the paper', () => {
  it('gathers the figures of all tasks that draw', async () => {
    const nodes = (await nodesOf({ ...TOY, 'paper/main.typ': '= Title' })) as unknown[]
    expect(shown([nodes[1]])).toMatchInlineSnapshot(`
      "paper/main.typ
        paper in paper, tagged bocas:paper
          build: @bocas/nx:paper, cached, :strict {"strict":true}
            after {"projects":["toy"],"target":"figures"}
            <- {projectRoot}/**/*
            <- !{projectRoot}/artifacts/**/*
            <- !{projectRoot}/figures/**/*
            <- !{projectRoot}/tables/**/*
            <- !{projectRoot}/facts/**/*
            <- !{projectRoot}/provenance/**/*
            <- !{projectRoot}/drafts/**/*
            <- !{projectRoot}/build/**/*
            <- !{projectRoot}/arxiv/**/*
            <- !{projectRoot}/reports/**/*
            <- !{projectRoot}/figures.ts
            <- !{projectRoot}/provenance.json
            <- {"externalDependencies":[]}
            <- {"dependentTasksOutputFiles":"**/*"}
            -> {projectRoot}/build
            tasks = ["toy"]
            main = "main.typ"
          arxiv: @bocas/nx:paper, cached, :strict {"strict":true}
            after {"projects":["toy"],"target":"figures"}
            <- {projectRoot}/**/*
            <- !{projectRoot}/artifacts/**/*
            <- !{projectRoot}/figures/**/*
            <- !{projectRoot}/tables/**/*
            <- !{projectRoot}/facts/**/*
            <- !{projectRoot}/provenance/**/*
            <- !{projectRoot}/drafts/**/*
            <- !{projectRoot}/build/**/*
            <- !{projectRoot}/arxiv/**/*
            <- !{projectRoot}/reports/**/*
            <- !{projectRoot}/figures.ts
            <- !{projectRoot}/provenance.json
            <- {"externalDependencies":[]}
            <- {"dependentTasksOutputFiles":"**/*"}
            -> {projectRoot}/arxiv
            tasks = ["toy"]
            main = "main.typ"
            mode = "arxiv"
          watch: @bocas/nx:paper, not cached, continuous
            <- {projectRoot}/main.typ
            <- {"externalDependencies":[]}
            tasks = ["toy"]
            main = "main.typ"
            mode = "watch"
          print: @bocas/nx:paper, not cached, :strict {"strict":true}
            <- {projectRoot}/main.typ
            <- {"externalDependencies":[]}
            tasks = ["toy"]
            main = "main.typ"
            mode = "print"
          check: @bocas/nx:check, not cached, :strict {"strict":true}
            after {"projects":["toy"],"target":"figures"}
            <- {projectRoot}/main.typ
            <- {"externalDependencies":[]}
            tasks = ["toy"]
          report: @bocas/nx:report, not cached
            <- {projectRoot}/main.typ
            <- {"externalDependencies":[]}
            task = "paper"
            paper = "paper"
            tasks = ["toy"]
          draft: @bocas/nx:paper, not cached
            after {"projects":["toy"],"target":"draft"}
            <- {projectRoot}/main.typ
            <- {"externalDependencies":[]}
            tasks = ["toy"]
            main = "main.typ"
            draft = true"
    `)
  })

  type PaperTargets = Record<string, TargetConfiguration<{ main: string; builder?: string; problems?: string }>>
  const targetsOf = async (files: Readonly<Record<string, unknown>>): Promise<PaperTargets> => {
    const nodes = (await nodesOf({ ...TOY, ...files })) as [string, CreateNodesResult][]
    return nodes[1]![1].projects!.paper!.targets as PaperTargets
  }

  it('follows the language of the text', async () => {
    const latex = await targetsOf({ 'paper/main.tex': '' })
    expect(latex.build!.options!.main).toBe('main.tex')
    expect(latex.draft!.inputs).toEqual(['{projectRoot}/main.tex', { externalDependencies: [] }])
    const markdown = await targetsOf({ 'paper/main.md': '' })
    expect(markdown.build!.metadata!.description).toContain('Build the paper: paper/build/paper.html; ')
    expect(markdown).not.toHaveProperty('arxiv')
  })

  it('is built anew by another builder, which the lockfile lists or not', async () => {
    const builderAt = async (version: string, lock: object = {}): Promise<unknown[]> => {
      const { build } = await targetsOf({
        'paper/main.typ': '',
        'node_modules/@bocas/paper/package.json': { name: '@bocas/paper', version },
        'node_modules/@bocas/paper/index.js': '',
        'package-lock.json': { packages: lock },
      })
      return [build!.inputs!.at(-2), build!.options!.builder]
    }
    const [unlisted, digest] = await builderAt('1.0.0')
    // What Nx does not know from a lockfile must not be named: it would build nothing at all.
    expect([unlisted, digest]).toEqual([{ externalDependencies: [] }, expect.stringMatching(/^[0-9a-f]{64}$/)])
    expect((await builderAt('1.1.0'))[1]).not.toBe(digest)
    const [listed] = await builderAt('1.0.0', { 'node_modules/@bocas/paper': { version: '1.0.0' } })
    expect(listed).toEqual({ externalDependencies: ['@bocas/paper'] })
  })

  it('has targets that read only, on which nothing can be trained', async () => {
    const { watch, print } = await targetsOf({ 'paper/main.typ': '' })
    expect([watch!.dependsOn, print!.dependsOn]).toEqual([undefined, undefined])
  })

  it('refuses two main files where the text is built, and nowhere else', async () => {
    const targets = await targetsOf({ 'paper/main.typ': '', 'paper/main.md': '' })
    expect(targets.build!.options!.problems).toBe(
      `1 problem in paper
✖ a paper has one main file, and here are paper/main.md and paper/main.typ
  keep the one that you write, and give the other another name
more: npx bocas explain bocas/several-main-files`,
    )
  })
})

describe('several papers', () => {
  const nxJson = (options: object): object => ({ plugins: [{ plugin: '@bocas/nx', options }] })
  const projectsOf = async (files: Readonly<Record<string, unknown>>): Promise<Record<string, Project>> => {
    const nodes = (await nodesOf({ ...TOY, ...files })) as [string, { projects: Record<string, Project> }][]
    return Object.assign({}, ...nodes.map(([, { projects }]) => projects)) as Record<string, Project>
  }
  interface Project {
    readonly name: string
    readonly targets: Record<string, TargetConfiguration<{ paper?: string; tasks?: string[] }>>
  }
  const other = { 'tasks/other/sweep.ts': TOY['tasks/toy/sweep.ts'], 'tasks/other/figures.ts': 'export default 1' }

  it('are a project each, about its tasks, whose figures land in every paper that is about them', async () => {
    const projects = await projectsOf({
      ...other,
      'nx.json': nxJson({ paperDir: { 'texts/a': '*', b: ['toy'] } }),
      'texts/a/main.typ': '',
      'b/main.tex': '',
      'c/main.typ': '',
    })
    const papers = Object.entries(projects).filter(([, { targets }]) => 'build' in targets)
    expect(papers.map(([root, { name, targets }]) => [root, name, targets.build!.options])).toEqual([
      ['texts/a', 'a', { paper: 'a', tasks: ['other', 'toy'], main: 'main.typ' }],
      ['b', 'b', { paper: 'b', tasks: ['toy'], main: 'main.tex' }],
    ])
    expect(projects['tasks/toy']!.targets.figures!.outputs).toEqual(
      ['texts/a', 'b'].flatMap((folder) => [
        `{workspaceRoot}/${folder}/figures/toy`,
        `{workspaceRoot}/${folder}/tables/toy`,
        `{workspaceRoot}/${folder}/facts/toy.json`,
        `{workspaceRoot}/${folder}/provenance/toy.json`,
      ]),
    )
    expect(projects['tasks/other']!.targets.figures!.outputs).not.toContain('{workspaceRoot}/b/figures/other')
    expect(Object.keys(projects)).toContain('texts/a/artifacts/toy/lr=1')
  })

  it('say which they are, also the one that is called as usual', async () => {
    const projects = await projectsOf({
      'nx.json': nxJson({ paperDir: ['b', 'paper'] }),
      'b/main.typ': '',
      'paper/main.typ': '',
    })
    expect(projects.paper!.targets.build!.options).toEqual({ paper: 'paper', tasks: ['toy'], main: 'main.typ' })
  })

  it('draw what no paper is about in the folder of the first', async () => {
    const projects = await projectsOf({ 'nx.json': nxJson({ paperDir: { a: [], b: [] } }) })
    expect(projects['tasks/toy']!.targets.figures!.outputs![0]).toBe('{workspaceRoot}/a/figures/toy')
  })
})
