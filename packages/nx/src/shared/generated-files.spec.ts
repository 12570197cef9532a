import { mkdirSync } from 'node:fs'
import { formatProblem } from 'bocas/internal/light'
import { GENERATED_IN_PAPER } from 'bocas/internal/light'
import { isGenerated } from './generated-files'
import { planTask } from '../plan/plan-task'
import { installBocas } from '../plan/test-bocas'
import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'
import { planCode } from '../plan/plan-code'

// Each workspace bundles its worker anew.
jest.setTimeout(60_000)

const SWEEP = `import { defineSweep } from 'bocas'\nexport default defineSweep({ lr: 1 })`
const RUN = 'export async function run(config) { return { score: config.lr } }'

let workspace: TestWorkspace
beforeEach(() => {
  workspace = testWorkspace({
    'tasks/a/sweep.ts': SWEEP,
    'tasks/a/run.ts': RUN,
    'paper/facts/tune.json': { best: 1 },
    'paper/artifacts/tune/lr=1/result.json': {},
    '.bocas/store/abc/result.json': {},
  })
  installBocas(workspace)
})
afterEach(() => workspace.remove())

/** What is wrong with the task, as it is printed. */
async function problems(): Promise<string[]> {
  const { problems } = await planTask(workspace.root, 'tasks/a/sweep.ts')
  return problems.flatMap(({ file, problems }) =>
    problems.map((problem) => `${file}: ${formatProblem(problem).replace(/\n\s+/g, ' → ')}`),
  )
}

describe('a generated file', () => {
  it('is what bocas and Nx make, and nothing that is written by hand', () => {
    const made = [
      ...GENERATED_IN_PAPER.map((folder) => `paper/${folder}/x`),
      'paper/provenance.json',
      '.bocas/store/k/x',
      '.nx/cache/x',
    ]
    expect(made.filter((file) => !isGenerated(workspace.root, file))).toEqual([])
    const written = ['paper/figures.ts', 'paper/main.typ', 'paper/facts.json', 'tasks/a/facts/x.json', 'data/.bocas/x']
    expect(written.filter((file) => isGenerated(workspace.root, file))).toEqual([])
  })

  it('that a sweep imports is refused with its place and with what to take instead', async () => {
    workspace.write({ 'tasks/a/sweep.ts': `${SWEEP}\nimport facts from '../../paper/facts/tune.json'\nvoid facts` })
    expect(await problems()).toEqual([
      "tasks/a/sweep.ts: ✖ paper/facts/tune.json is made by bocas from results, so whoever reads it is one step behind (tasks/a/sweep.ts:3:19) → take the results themselves: resultsOf('tune') in sweep.ts; for a run that goes on from another one's result: from('tune')",
    ])
  })

  it.each([
    ['imported', `import facts from '../../paper/facts/tune.json'\nvoid facts`],
    ['imported when it is needed', `void (() => import('../../paper/artifacts/tune/lr=1/result.json'))`],
    ['required', `void (() => require('../../.bocas/store/abc/result.json'))`],
    ['imported by a library', `import { best } from '../../library/best'\nvoid best`],
    ['imported by a link', `import facts from './facts.json'\nvoid facts`],
  ])('that is %s is refused wherever that is', async (_how, code) => {
    workspace.write({ 'library/best.ts': `export { best } from '../paper/facts/tune.json'` })
    workspace.link('tasks/a/facts.json', 'paper/facts/tune.json')
    workspace.write({ 'tasks/a/run.ts': `${code}\n${RUN}`, 'tasks/a/figures.ts': code, 'paper/figures.ts': code })
    const found = await problems()
    expect(found).toHaveLength(2)
    expect(found[0]).toMatch(/^tasks\/a\/run\.ts: ✖ .* is made by bocas from results.*ctx\.from\(config\.start\)/)
    expect(found[1]).toMatch(/^tasks\/a\/figures\.ts: ✖ .* is made by bocas from results.*as `runs`/)
    const paper = await planCode(workspace.root, workspace.path('paper/figures.ts'), { bocas: 'by content' })
    expect(paper.problems).toHaveLength(1)
  })

  it.each([
    ['a file', '../../paper/facts/tune.json'],
    ['a folder', '../../paper/artifacts'],
    ['a folder above', '../../paper'],
    ['a pattern', '../../paper/*/*.json'],
    ['a link', 'facts.json'],
    ['the store', '../../.bocas/store'],
  ])('that is declared as data is refused: %s', async (_how, name) => {
    workspace.link('tasks/a/facts.json', 'paper/facts/tune.json')
    workspace.write({ 'tasks/a/sweep.ts': SWEEP.replace(' })', ` }, { data: [${JSON.stringify(name)}] })`) })
    expect(await problems()).toEqual([
      expect.stringMatching(/^tasks\/a\/sweep\.ts: ✖ data '.*': (paper|\.bocas)\/.* is made by bocas from results/),
    ])
  })

  it('that is an input of a program is refused', async () => {
    mkdirSync(workspace.path('tasks/a'), { recursive: true })
    workspace.write({
      'tasks/a/run.ts': `import { command } from 'bocas'\nexport const run = command('node x.mjs', { inputs: ['x.mjs', '../../paper/facts'] })`,
      'tasks/a/x.mjs': '',
    })
    expect(await problems()).toEqual([
      expect.stringMatching(/^tasks\/a\/run\.ts: ✖ .*paper\/facts\/tune\.json is made/),
    ])
  })
})
