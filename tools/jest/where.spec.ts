import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** What a suite comes to that needs a program. */
function needs(call: readonly string[], env: NodeJS.ProcessEnv): { code: number | null; output: string } {
  const script = `
    globalThis.it = Object.assign(() => console.log('TRIED'), { skip: () => console.log('SKIPPED') })
    globalThis.describe = globalThis.it
    const { whereThere } = require('./where.ts')
    whereThere([{ call: ${JSON.stringify(call)}, packages: 'a-package' }]).it()`
  const { CI: _, ...outside } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', 'tsx/cjs', '-e', script], {
    cwd: join(__dirname),
    env: { ...outside, ...env },
    encoding: 'utf8',
  })
  return { code: status, output: stdout + stderr }
}

const there = [process.execPath, '--version']
const missing = ['no-such-program-anywhere', '--version']

describe('tests that need a program', () => {
  it('are run where it is there', () => {
    expect(needs(there, {}).output).toBe('TRIED\n')
    expect(needs(there, { CI: 'true' }).output).toBe('TRIED\n')
  })

  it('are skipped elsewhere, and say what to install', () => {
    const { code, output } = needs(missing, {})
    expect([code, output]).toEqual([0, expect.stringContaining('SKIPPED')])
    expect(output).toContain('missing here: no-such-program-anywhere; on Debian: apt-get install')
  })

  const onLinux = process.platform === 'linux' ? it : it.skip
  onLinux('fail in CI, which installs it', () => {
    const { code, output } = needs(missing, { CI: 'true' })
    expect([code, output]).toEqual([1, expect.stringContaining('no-such-program-anywhere')])
    expect(output).not.toContain('SKIPPED')
  })
})
