import fs, { existsSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { identityOf, isAlive } from 'bocas/internal'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { workerScript } from '../../plan/workers/worker-script'
import { controlGroupsOf, UNFENCED } from './confine'
import { localLauncher } from '../launch/local-launcher'
import { runOf } from '../launch/test-runs'

jest.setTimeout(60_000)

const REPOSITORY = resolve(__dirname, '../../../../..')

const MOUNTS = [
  '30 25 0:26 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw',
  '31 25 0:27 /docker/x /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids',
  '32 25 0:28 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu',
]

describe('the control groups of a process', () => {
  it.each<[string[], string[]]>([
    [['0::/user.slice/a.scope'], ['/sys/fs/cgroup/unified/user.slice/a.scope']],
    [
      ['0::/', '8:pids:/docker/x/y'],
      ['/sys/fs/cgroup/unified', '/sys/fs/cgroup/pids/y'],
    ],
    [['8:pids:/elsewhere', '1:cpu:/'], []],
    [[], []],
  ])('of %j are %j', (own, groups) => expect([...controlGroupsOf(own, MOUNTS)]).toEqual(groups))
})

it('ends what has left the group and the environment of its run, where the system has control groups', async () => {
  const workspace = testWorkspace()
  const worker = await workerScript(workspace.root, 'run-worker')
  const pid = workspace.path('.bocas/work/run/pid')
  const script = `setsid env -i /bin/sh -c 'echo $$ > ${pid}; exec sleep 60' >/dev/null 2>&1 &`
  const code = `import { execFileSync } from 'node:child_process'; import { existsSync } from 'node:fs'
    export const run = async () => { execFileSync('/bin/sh', ['-c', ${JSON.stringify(script)}]); await new Promise((go) => setTimeout(go, 1000)); return { a: 1 } }`
  const spec = runOf(workspace, code, { programs: ['sh', 'setsid', 'exec', 'env', 'sleep'] })
  const { said } = await localLauncher(worker).launch(spec, () => undefined).ended
  expect(said).toEqual({ type: 'trained' })
  const stray = identityOf(Number(readFileSync(pid, 'utf8')))
  if (existsSync(workspace.path('.bocas/work/run/control-group'))) {
    for (let left = 100; isAlive(stray) && left > 0; left--) await sleep(20)
    expect(isAlive(stray)).toBe(false)
    expect(existsSync(readFileSync(workspace.path('.bocas/work/run/control-group'), 'utf8'))).toBe(false)
  } else if (isAlive(stray)) process.kill(stray.pid, 'SIGKILL')
  workspace.remove()
})

describe('where the system lets bocas make no control groups', () => {
  let workspace: TestWorkspace
  beforeEach(() => {
    workspace = testWorkspace()
    const make = fs.mkdirSync
    jest.spyOn(fs, 'mkdirSync').mockImplementation(((place: string, ...rest: []) => {
      if (/^bocas-/.test(basename(place)) && !place.startsWith(workspace.root))
        throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' })
      return make(place, ...rest)
    }) as never)
  })
  afterEach(() => {
    jest.restoreAllMocks()
    workspace.remove()
  })

  async function launchAll(...specs: (() => ReturnType<typeof runOf>)[]): Promise<string[]> {
    const told: string[] = []
    const launcher = localLauncher(await workerScript(workspace.root, 'run-worker'), {
      onUnfenced: (message) => told.push(message),
    })
    for (const spec of specs) await launcher.launch(spec(), () => undefined).ended
    return told
  }
  const into = (name: string) => ({ into: { folder: workspace.path('.bocas/tries/toy', name) } })

  it('this is said once, and what has left its group alone ends with the run all the same', async () => {
    const [kept, stray] = [workspace.path('kept'), workspace.path('stray')]
    const script = [
      `setsid /bin/sh -c 'echo $$ > ${kept}; exec sleep 60' >/dev/null 2>&1 &`,
      `setsid env -i /bin/sh -c 'echo $$ > ${stray}; exec sleep 60' >/dev/null 2>&1 &`,
    ].join('\n')
    const code = `import { execFileSync } from 'node:child_process'
      export const run = async () => { execFileSync('/bin/sh', ['-c', ${JSON.stringify(script)}]); await new Promise((go) => setTimeout(go, 1000)); return { a: 1 } }`
    const programs = ['sh', 'setsid', 'exec', 'env', 'sleep']
    const told = await launchAll(
      () => runOf(workspace, code, { programs, ...into('1') }),
      () => runOf(workspace, `export const run = () => ({ a: 1 })`, { programs, ...into('2') }),
    )
    expect(told).toEqual([UNFENCED])
    expect(existsSync(workspace.path('.bocas/work/run/control-group'))).toBe(false)
    const [inEnvironment, away] = [kept, stray].map((file) => identityOf(Number(readFileSync(file, 'utf8'))))
    for (let left = 100; isAlive(inEnvironment!) && left > 0; left--) await sleep(20)
    expect(isAlive(inEnvironment!)).toBe(process.platform !== 'linux')
    // That is what is said.
    expect(isAlive(away!)).toBe(true)
    process.kill(away!.pid, 'SIGKILL')
  })

  it('nothing is said of runs that may start no programs', async () => {
    expect(await launchAll(() => runOf(workspace, `export const run = () => ({ a: 1 })`))).toEqual([])
  })
})

it('docs say what is said', () => {
  const [, text] = /: (.*) \(docs\/survival\.md\)$/.exec(UNFENCED)!
  expect(readFileSync(join(REPOSITORY, 'docs', 'survival.md'), 'utf8').replaceAll('\n', ' ')).toContain(text!)
})
