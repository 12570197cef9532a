import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const onLinux = process.platform === 'linux' ? describe : describe.skip

/** Programs that the gate calls: here they write down how they were called, and fail where they are told to. */
const PROGRAMS = ['npm', 'npx', 'node', 'apt-get', 'dpkg', 'sudo']
const STAND_IN = `#!/bin/sh
echo "$(basename "$0") $*" >>"$CALLS"
case "$0 $*" in
  */sudo*) exec "$@" ;;
  */dpkg*) exit 1 ;; # so that there is something to install
  */apt-get*update) [ ! -e "$LOCK" ] || { rm "$LOCK"; echo 'E: Could not get lock /var/lib/apt/lists/lock' >&2; exit 100; } ;;
  */apt-get*--download-only*) [ -z "$HANGS" ] || sleep 600 ;;
  *"$FAILS"*) exit 1 ;;
esac
`

const CHECKS = ['lockfile', 'workflows', 'format:check', 'lint', 'types', 'release -- minor --dry-run', 'site']

onLinux('the gate', () => {
  const base = mkdtempSync(join(tmpdir(), 'bocas-gate-'))
  beforeAll(() => {
    mkdirSync(join(base, 'bin'))
    for (const name of PROGRAMS) writeFileSync(join(base, 'bin', name), STAND_IN, { mode: 0o755 })
    cpSync(join(__dirname, '..', '..', '.ci', 'run'), join(base, '.ci', 'run'))
  })
  afterAll(() => rmSync(base, { recursive: true }))

  /** What becomes of it when a call that holds these words fails. */
  function gate(
    fails: string,
    more: NodeJS.ProcessEnv = {},
  ): { code: number | null; printed: string; calls: string[] } {
    const calls = join(mkdtempSync(join(base, 'call-')), 'calls')
    const PATH = `${join(base, 'bin')}:${process.env.PATH}`
    const { status, stdout } = spawnSync('bash', [join(base, '.ci', 'run')], {
      env: { ...process.env, LOCK: '', HANGS: '', GATE_PAUSE: '0', ...more, PATH, CALLS: calls, FAILS: fails },
      encoding: 'utf8',
    })
    return { code: status, printed: stdout, calls: readFileSync(calls, 'utf8').trim().split('\n') }
  }

  it('tries the README before anything of Debian is installed, and the tests when all else is done', () => {
    const { code, calls } = gate('nothing')
    expect(code).toBe(0)
    const readme = calls.filter((call) => /^np[mx] (?:ci|nx)/.test(call))
    expect(readme).toEqual(['npm ci --no-audit --no-fund', 'npx nx run paper:build'])
    const installs = calls.filter((call) => call.startsWith('apt-get') && call.includes(' install '))
    expect(installs.map((call) => call.includes('--download-only'))).toEqual([true, false])
    expect(calls.indexOf(installs[1]!)).toBeGreaterThan(calls.lastIndexOf(readme[1]!))
    expect(calls.slice(-2)).toEqual(['npm test', 'npm run test:long'])
    const { scripts } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as {
      scripts: { check: string }
    }
    for (const part of scripts.check.split(' && ')) expect(calls).toContain(part)
  })

  it.each(['lint', 'types'])('fails when %s does, names it last, and does all other checks, but no tests', (script) => {
    const { code, printed, calls } = gate(`/npm run ${script}`)
    expect([code, printed.trimEnd().split('\n').at(-1)]).toEqual([1, `✖ failed: npm run ${script}`])
    expect(calls.filter((call) => call.startsWith('npm run'))).toHaveLength(CHECKS.length)
    expect(calls).not.toContain('npm test')
  })

  it('names each check that fails', () => {
    const { code, printed } = gate('/npm run')
    expect(code).toBe(1)
    expect(printed.match(/^✖ failed: .*/gm)?.sort()).toEqual(
      CHECKS.map((script) => `✖ failed: npm run ${script}`).sort(),
    )
  })

  it('fails when a test does, and says so last', () => {
    const { code, printed } = gate('/npm test')
    expect([code, printed.trimEnd().split('\n').at(-1)]).toEqual([1, '✖ failed: npm test'])
  })

  it.each(['/npm ci', '/npx nx run paper:build'])('goes no further when a command of the README fails: %s', (call) => {
    const { code, calls } = gate(call)
    expect(code).toBe(1)
    expect(calls).not.toContain('npm test')
  })

  it('asks Debian again while something else has its lists', () => {
    const lock = join(base, 'lock')
    writeFileSync(lock, '')
    const { code, printed, calls } = gate('nothing', { LOCK: lock })
    expect([code, calls.filter((call) => call.endsWith(' update')).length]).toEqual([0, 2])
    expect(printed).not.toMatch(/^not installed: .*libcairo/m)
  })

  // Else this waits for ten minutes for what holds the other end of its output.
  it('takes with it what it has begun beside the README, when that fails', () => {
    expect(gate('/npx nx run paper:build', { HANGS: 'yes' }).code).toBe(1)
  })

  it('goes on without what could not be installed, of which the tests tell', () => {
    const { code, printed, calls } = gate('apt-get')
    expect(printed).toMatch(/^not installed: .*libcairo2-dev/m)
    expect([code, calls.at(-1)]).toEqual([0, 'npm run test:long'])
  })

  it('tries what takes long where there is time, fails with it, and says when it was not tried', () => {
    const late = gate('nothing', { GATE_LONG_UNTIL: '-1' })
    expect(late.printed).toMatch(/^not tried after \d+ s: npm run test:long$/m)
    expect([late.code, late.calls.at(-1)]).toEqual([0, 'npm test'])
    const { code, printed } = gate('/npm run test:long')
    expect([code, printed.trimEnd().split('\n').at(-1)]).toEqual([1, '✖ failed: npm run test:long'])
  })
})
