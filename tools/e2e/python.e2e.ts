import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { bocas, plan, reasons } from './rig/bocas'
import { consequences } from './rig/edits'
import { commandTs, DEBIAN, describeWithPython, exampleFiles, trainPy } from './rig/python'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { figuresTs, sweepTs } from './rig/sources'

jest.setTimeout(600_000)

describeWithPython(
  'numpy',
  'sklearn',
  'pandas',
)('the example in Python', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create(exampleFiles('digits-python', 'tasks'), { env: DEBIAN })
  })
  afterAll(() => rig.dispose())

  it('is swept and drawn like any other task', async () => {
    const { output } = successful(await rig.nx('run digits-python:figures'))
    expect(output).toContain('digits-python: 8 runs · 8 trained')
    expect(rig.list('paper/figures/digits-python')).toEqual([
      'curves.alt.txt',
      'curves.csv',
      'curves.pdf',
      'curves.png',
      'curves.svg',
    ])
    const { facts } = JSON.parse(rig.read('paper/facts/digits-python.json')) as {
      facts: Record<string, { mean: number; n: number }>
    }
    expect(facts['log-loss.accuracy']).toMatchObject({ n: 2 })
    expect(facts['log-loss.accuracy']!.mean).toBeGreaterThan(0.9)
  })

  it('makes artifacts of our kinds out of arrays, frames and histories', () => {
    const run = rig.list('paper/artifacts/digits-python')[0]!
    const folder = `paper/artifacts/digits-python/${run}`
    const { artifacts } = JSON.parse(rig.read(`${folder}/result.json`)) as {
      artifacts: Record<string, { kind: string; data: Record<string, unknown> }>
    }
    expect(
      Object.entries(artifacts)
        .map(([name, { kind }]) => `${name}: ${kind}`)
        .sort(),
    ).toEqual(['confusion: tensor', 'history: series', 'mistakes: table', 'test: metrics', 'val: metrics'])
    expect(artifacts.confusion!.data).toMatchObject({ shape: [10, 10], dtype: 'int64' })
    expect(artifacts.history!.data.loss).toHaveLength(10)
    expect(rig.read(`${folder}/mistakes.csv`)).toMatch(/^image,truth,said\n\d+,\d,\d\n/)
  })

  it('gives the same bytes again', async () => {
    const names = rig.list('paper/artifacts/digits-python')
    const results = (): string[] => names.map((name) => rig.read(`paper/artifacts/digits-python/${name}/result.json`))
    const before = results()
    rig.remove('.bocas/store')
    rig.remove('paper/artifacts')
    rig.edit('tasks/digits-python/sweep.ts', 'sweep([1e-4, 1e-2])', 'sweep([1e-2, 1e-4])')
    const { output } = successful(await rig.nx('run digits-python:experiment --skip-nx-cache'))
    expect(output).toContain('8 trained')
    expect(results()).toEqual(before)
  })

  it('can be tried, with its progress', async () => {
    const { output } = successful(await rig.nx('run digits-python:try alpha=0.001 epochs=2'))
    expect(output).toMatch(/step 2 of 2 · loss 0\.\d+/)
    expect(output).toMatch(/test\.accuracy = 0\.\d+/)
  })
})

/** Programs that need nothing but Python itself; the same with the daemon of Nx off and on. */
describe.each(['false', 'true'])('a command with NX_DAEMON=%s', (daemon) => {
  describeWithPython()('is executed again', () => {
    let rig: Rig
    const inputs = "{ inputs: ['train.py', 'model/**/*.py'], lock: '../../requirements.txt' }"

    beforeAll(async () => {
      rig = Rig.create(
        {
          'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([1, 2]) }'),
          'tasks/alpha/run.ts': commandTs('python3 train.py', inputs),
          'tasks/alpha/train.py': trainPy({ imports: 'from model.scale import SCALE', score: 'config.lr * SCALE' }),
          'tasks/alpha/model/scale.py': 'SCALE = 100\n',
          'tasks/alpha/notes.md': 'nothing of the program',
          'tasks/alpha/figures.ts': figuresTs('lr'),
          'tasks/beta/sweep.ts': sweepTs('{ lr: 1 }'),
          'tasks/beta/run.ts': commandTs('python3 train.py', "{ inputs: ['train.py'] }"),
          'tasks/beta/train.py': trainPy(),
          'tasks/beta/figures.ts': figuresTs('lr'),
          'requirements.txt': 'scale==1.0\n',
        },
        { env: { ...DEBIAN, NX_DAEMON: daemon } },
      )
      successful(await rig.nx('run-many -t figures'))
      expect(rig.executions()).toEqual(['alpha lr=1', 'alpha lr=2', 'beta lr=1'])
    })
    afterAll(async () => {
      await rig.nx('daemon --stop')
      await rig.dispose()
    })

    const ALPHA = { affected: ['alpha'], runs: ['alpha lr=1', 'alpha lr=2'], drawn: ['alpha:figures'] }

    /** What `bocas plan` gives as the reason for each run of alpha. */
    const planned = (text: string) => ({ 'alpha/lr=1': text, 'alpha/lr=2': text })

    it('for an edit of the program', async () => {
      rig.edit('tasks/alpha/train.py', 'config.lr * SCALE', 'config.lr * SCALE + 1')
      expect(reasons(await plan(rig, DEBIAN))).toEqual(planned('tasks/alpha/train.py changed'))
      expect(await settled(() => consequences(rig))).toEqual(ALPHA)
      expect(rig.read('paper/tables/alpha/scores.csv')).toContain('\n2,score,201,')
    })

    it('for an edit of a module that it imports, and for one that is new', async () => {
      rig.write({ 'tasks/alpha/model/scale.py': 'SCALE = 10\n' })
      expect(await settled(() => consequences(rig))).toEqual(ALPHA)
      rig.write({ 'tasks/alpha/model/more.py': '' })
      const reason = planned('tasks/alpha/model/more.py is a new input of the command')
      expect(reasons(await plan(rig, DEBIAN))).toEqual(reason)
      expect((await settled(() => consequences(rig))).runs).toEqual(ALPHA.runs)
    })

    it('for an edit of the lock file, and not when it is taken back', async () => {
      rig.write({ 'requirements.txt': 'scale==1.1\n' })
      expect(reasons(await plan(rig, DEBIAN))).toEqual(planned('requirements.txt changed'))
      expect((await settled(() => consequences(rig))).runs).toEqual(ALPHA.runs)
      rig.write({ 'requirements.txt': 'scale==1.0\n' })
      expect((await settled(() => consequences(rig))).runs).toEqual([])
    })

    it('for another interpreter', async () => {
      const bin = `${rig.places.base}/bin`
      mkdirSync(bin, { recursive: true })
      const other = '#!/bin/sh\n[ "$1" = --version ] && echo Python 4.0.0 && exit\nexec /usr/bin/python3 "$@"\n'
      writeFileSync(`${bin}/python3`, other, { mode: 0o755 })
      const env = { PATH: `${bin}:${DEBIAN.PATH}` }
      expect(Object.values(reasons(await plan(rig, env)))).toEqual(
        Array(3).fill(expect.stringMatching(/^Python 3[.\d]+ → Python 4\.0\.0$/)),
      )
      await settled(async () => successful(await rig.nx('run-many -t figures', env)))
      expect(rig.executions()).toEqual(['alpha lr=1', 'alpha lr=2', 'beta lr=1'])
      await settled(async () => successful(await rig.nx('run-many -t figures')))
      expect(rig.executions()).toEqual([])
    })

    it('never for an edit of what it does not declare', async () => {
      rig.append('tasks/alpha/notes.md', '!')
      rig.write({
        'tasks/alpha/other.py': 'raise SystemExit(1)\n',
        'tasks/alpha/model/__pycache__/scale.pyc': 'compiled',
      })
      rig.append('tasks/alpha/run.ts', '// a comment\n')
      expect((await settled(() => consequences(rig))).runs).toEqual([])
    })

    /** Gives the daemon's watcher, which nothing can be asked of, the time in which a person would type the command. */
    async function settled<T>(call: () => Promise<T>): Promise<T> {
      if (daemon === 'true') await new Promise((resolve) => setTimeout(resolve, 1500))
      return call()
    }
  })
})

describeWithPython()('a command that goes wrong', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create(
      {
        'tasks/alpha/sweep.ts': sweepTs(
          "{ how: sweep(['raises', 'exits', 'forgets', 'imports', 'reads', 'kills', 'hangs', 'well']) }",
          "{ timeout: '20 s' }",
        ),
        'tasks/alpha/run.ts': commandTs('python3 train.py', "{ inputs: ['train.py', 'steps.py'] }"),
        'tasks/alpha/train.py': trainPy({
          imports: 'import signal\nfrom steps import fit\n',
          body: `print("warming up")
fit(config.how)
if config.how == "exits": sys.exit("no more data")
if config.how == "forgets": os._exit(0)
if config.how == "imports": import secret
if config.how == "reads": open(os.environ["BOCAS_ROOT"] + "/tasks/alpha/secret.py").read()
if config.how == "kills": os.kill(os.getpid(), 9)
if config.how == "hangs":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True: time.sleep(1)`,
          score: '1',
        }),
        'tasks/alpha/steps.py': `def fit(how):
    if how == "raises":
        raise ValueError("the loss is not a number")
`,
        'tasks/alpha/secret.py': '',
      },
      { env: DEBIAN },
    )
  })
  afterAll(() => rig.dispose())

  it('stops no other, and is told in the words of Python: message, place and log', async () => {
    const { code, output } = await rig.nx('run-many -t experiment')
    expect(code).not.toBe(0)
    expect(output).toContain('alpha: 8 runs · 1 trained · 7 failed')
    const [, message, place, , log] = output.slice(output.lastIndexOf('✖ alpha/how=raises: failed')).split('\n')
    expect(message).toBe('  ValueError: the loss is not a number')
    expect(place).toBe('  at      tasks/alpha/steps.py:3')
    const text = rig.read(log!.replace('  log     ', ''))
    expect(text).toContain('warming up')
    expect(text).toContain('Traceback (most recent call last):')
    expect(text).toMatch(/train\.py", line \d+, in <module>/)
    expect(output).toContain('the program ended with exit code 1: no more data')
    expect(output).toContain('the program ended well but left no result')
    expect(output).toContain('the program was ended by SIGKILL')
    expect(output).toContain(`ModuleNotFoundError: No module named 'secret'
  tasks/alpha/secret.py is not among the inputs of the command, so the program does not find it: add 'secret.py'`)
    expect(output).toContain('timed out after 20 s')
    expect(rig.processes()).toEqual([])
    expect(output).toContain(
      "the program read tasks/alpha/secret.py, which is not in the run key: add 'secret.py' to the inputs of its command",
    )
  })

  it('is told before anything starts, all of it at once', async () => {
    rig.write({
      'tasks/alpha/run.ts': commandTs('python3 train.py', "{ inputs: ['trian.py', 'model/*.py'], lock: 'uv.lock' }"),
    })
    const { code, output } = await rig.nx('run alpha:experiment')
    expect(code).not.toBe(0)
    expect(output).toContain("✖ the input 'trian.py' matches no file → at inputs[0]")
    expect(output).toContain("✖ the input 'model/*.py' matches no file → at inputs[1]")
    expect(output).toContain("✖ there is no lock file 'uv.lock' → at lock")
    expect(output).toContain('✖ the command runs train.py, which is not among its inputs → at inputs')
  })

  it('is told when there is no such interpreter', async () => {
    rig.write({ 'tasks/alpha/run.ts': commandTs('python2.1 train.py', "{ inputs: ['*.py'] }") })
    const { code, output } = await rig.nx('run alpha:experiment')
    expect(code).not.toBe(0)
    expect(output).toContain(
      'the version of the interpreter cannot be asked for by `python2.1 --version`: `python2.1` was not found',
    )
  })

  it('is told when planning cannot see it, because its key would be blind', async () => {
    const wrapped = commandTs('python3 train.py', "{ inputs: ['*.py'] }").replace('export const run', 'const program')
    rig.write({
      'tasks/alpha/run.ts': `${wrapped}\nexport const run = (config: never, ctx: never) => program(config, ctx)\n`,
    })
    rig.executions()
    const { output } = await rig.nx('run-many -t experiment')
    expect(output).toContain('this command was not seen when the task was planned')
    expect(rig.executions()).toEqual([])
  })
})

describeWithPython()('commands that write by the same relative paths', () => {
  let rig: Rig
  beforeAll(() => {
    rig = Rig.create(
      {
        'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([1, 2]) }'),
        'tasks/alpha/run.ts': commandTs('python3 train.py', "{ inputs: ['train.py'] }"),
        'tasks/alpha/train.py': trainPy({
          body: `for name in ("best.txt", "../../results.txt", "train.py"):
    open(name, "w").write(str(config.lr))
count("end")
while open(os.environ["COUNT_FILE"]).read().count("end") < 2:
    time.sleep(0.05)`,
          score: 'float(open("best.txt").read()) + 10 * float(open("../../results.txt").read())',
        }).replace(/count\("end"\)\nresult/, 'result'),
      },
      { env: DEBIAN },
    )
  })
  afterAll(() => rig.dispose())

  it('do so each in folders of its own: neither the others nor the workspace see it', async () => {
    const before = rig.read('tasks/alpha/train.py')
    successful(await rig.nx('run-many -t experiment --parallel=2'))
    const score = (run: string): number =>
      (
        JSON.parse(rig.read(`paper/artifacts/alpha/${run}/result.json`)) as {
          artifacts: { score: { data: number } }
        }
      ).artifacts.score.data
    expect([score('lr=1'), score('lr=2')]).toEqual([11, 22])
    expect(rig.list('tasks/alpha')).toEqual(['run.ts', 'sweep.ts', 'train.py'])
    expect(rig.list('.')).not.toContain('results.txt')
    expect(rig.read('tasks/alpha/train.py')).toBe(before)
    expect(rig.list('.bocas/work')).toEqual([])
  })
})

describeWithPython()('a command that is stopped', () => {
  let rig: Rig
  beforeEach(() => {
    rig = Rig.create(
      {
        'tasks/alpha/sweep.ts': sweepTs('{ lr: 1 }'),
        'tasks/alpha/run.ts': commandTs('python3 train.py', "{ inputs: ['*.py'] }"),
        'tasks/alpha/train.py': trainPy({
          imports: 'import subprocess\nstopping()',
          body: `child = subprocess.Popen(["sleep", "1000"])
while os.path.exists(os.environ["GATE"]):
    progress(1, 2, loss=0.5)
    child.poll() # Nx ends the innermost processes first, and waits until their parents have taken notice
    time.sleep(0.05)
    if stopping():
        count("end")
        sys.exit(1)`,
        }),
      },
      { env: DEBIAN, isolated: true },
    )
    rig.closeGate()
  })
  afterEach(() => rig.dispose())

  it('shows its progress in another terminal, is asked to end, ends in its own way, and takes with it what it has started', async () => {
    const call = rig.start('run-many -t experiment')
    await rig.until('the program works', () => rig.events('start').length === 1)
    await rig.until('it has reported', () =>
      rig.list('.bocas/work').some((id) => rig.list(`.bocas/work/${id}`).includes('progress.jsonl')),
    )
    const { output } = await bocas(rig, ['status'])
    expect(output).toMatch(/^alpha\/run · step 1 of 2 · .*\n {2}loss .* 0\.5\n$/)
    process.kill(call.pid, 'SIGTERM')
    const { code } = await call.ended
    expect(code).not.toBe(0)
    expect(rig.events('end')).toEqual(['alpha lr=1'])
    await rig.until('no process is left', () => rig.processes().length === 0, 20)
    expect(rig.list('.bocas/failed')).toEqual([])
    rig.openGate()
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.events('start')).toHaveLength(2)
  })

  it('ends when all that could have ended it was killed', async () => {
    const call = rig.start('run-many -t experiment')
    await rig.until('the program works', () => rig.events('start').length === 1)
    const ours = rig.processes().filter((pid) => !isProgram(pid))
    for (const pid of ours) process.kill(pid, 'SIGKILL')
    await call.ended
    await rig.until('no process is left', () => rig.processes().length === 0, 20)
    expect(existsSync(rig.path('paper/artifacts/alpha/run/result.json'))).toBe(false)
  })
})

/** Python, and what it has started. */
const isProgram = (pid: number): boolean => /^(python3|sleep)\0/.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1'))
