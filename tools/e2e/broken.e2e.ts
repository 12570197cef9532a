import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

/** Tasks that are broken each in its way, beside one that is not: each harms itself only. */
describe('a workspace with broken tasks', () => {
  let rig: Rig
  const BROKEN = {
    'throws/sweep.ts': `${sweepTs('{ lr: 1 }')}\nthrow new Error('the grid is not written yet')\n`,
    'exits/sweep.ts': `console.log('good bye')\nprocess.exit(0)\n${sweepTs('{ lr: 1 }')}`,
    'loops/sweep.ts': `${sweepTs('{ lr: 1 }')}\nfor (;;);\n`,
    'invalid/sweep.ts': sweepTs('{ lr: sweep([]), when: new Date(0), epochs: sweep([1, 1]) }'),
    'unparsed/sweep.ts': 'export default defineSweep({',
    'unparsed-run/run.ts': 'export async function run(config) {',
    'unresolved-run/run.ts':
      "import { x } from './missing'\nimport 'not-installed'\nexport const run = () => ({ x })\n",
    'without-export/run.ts': 'export const execute = () => ({ score: 1 })\n',
  }

  beforeAll(() => {
    const tasks = ['prints', 'good', 'without-run', ...Object.keys(BROKEN).map((file) => file.split('/')[0]!)]
    rig = Rig.create(
      {
        ...Object.fromEntries(
          tasks.flatMap((task) => [
            [`tasks/${task}/sweep.ts`, sweepTs('{ lr: sweep([1, 2]) }')],
            [`tasks/${task}/run.ts`, runTs()],
          ]),
        ),
        'tasks/prints/sweep.ts': `console.log('{ "this": "is not for you" }')\n${sweepTs('{ lr: 3 }')}`,
        ...Object.fromEntries(Object.entries(BROKEN).map(([file, content]) => [`tasks/${file}`, content])),
      },
      { isolated: true },
    )
    rig.remove('tasks/without-run/run.ts')
  })
  afterAll(() => rig.dispose())

  it('shows all projects as JSON whatever a sweep prints, throws, exits or never ends', async () => {
    const { stdout } = successful(await rig.nx('show projects --json'))
    expect((JSON.parse(stdout) as string[]).filter((name) => !name.includes('/')).sort()).toEqual([
      'exits',
      'good',
      'invalid',
      'loops',
      'prints',
      'throws',
      'unparsed',
      'unparsed-run',
      'unresolved-run',
      'without-export',
      'without-run',
    ])
  })

  it('executes the runs of the good tasks, fails, and says what is wrong with each other one', async () => {
    const { code, output } = await rig.nx('run-many -t experiment')
    expect(code).not.toBe(0)
    expect(rig.executions()).toEqual(['good lr=1', 'good lr=2', 'prints lr=3'])
    expect(output).toContain('✖ the grid is not written yet')
    expect(output).toContain('✖ the sweep ended its process (exit code 0) instead of exporting a sweep')
    expect(output).toContain('it printed: good bye')
    expect(output).toMatch(/✖ the sweep did not finish within \d+ s/)
    expect(output).toContain('→ at default.lr')
    expect(output).toContain('→ at default.when')
    expect(output).toContain('→ at default.epochs')
    expect(output).toMatch(/tasks\/unparsed\/sweep\.ts:\d+:\d+/)
    expect(output).toMatch(/tasks\/unparsed-run\/run\.ts:\d+:\d+/)
    expect(output).toContain('✖ Could not resolve "./missing" (tasks/unresolved-run/run.ts:1:')
    expect(output).toContain('✖ Could not resolve "not-installed" (tasks/unresolved-run/run.ts:2:')
    expect(output).toContain('npm install not-installed')
    expect(output).toContain("run.ts exports no function 'run'")
    expect(output).toContain('✖ run.ts is missing')
  })

  it('says it for one task too, and lets the good one succeed', async () => {
    const broken = await rig.nx('run throws:experiment')
    expect(broken.code).not.toBe(0)
    expect(broken.output).toContain('tasks/throws/sweep.ts')
    successful(await rig.nx('run good:experiment'))
    expect(rig.executions()).toEqual([])
  })

  it('executes the runs of a broken task as soon as it is mended', async () => {
    rig.write({
      'tasks/throws/sweep.ts': sweepTs('{ lr: 5 }'),
      'tasks/without-run/run.ts': runTs({ returns: '{ score: 7 }' }),
    })
    successful(await rig.nx('run-many -t experiment -p throws,without-run'))
    expect(rig.executions()).toEqual(['throws lr=5', 'without-run lr=1', 'without-run lr=2'])
  })
})
