import { tmpdir } from 'node:os'
import { timed } from './timed'

const here = { cwd: tmpdir(), env: process.env }
const node = (code: string) => [process.execPath, '-e', code]

describe('a timed command', () => {
  it('takes at least as long as it sleeps, and hardly any CPU time for that', async () => {
    const { wall, cpu, code } = await timed(['sleep', '0.3'], here)
    expect(code).toBe(0)
    expect(wall).toBeGreaterThanOrEqual(0.3)
    expect(cpu).toBeLessThan(wall / 2)
  })

  it('counts the CPU time of the processes that it starts', async () => {
    const busy = 'const until = process.cpuUsage().user + 300000; while (process.cpuUsage().user < until);'
    const parent = `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(busy)}])`
    expect((await timed(node(parent), here)).cpu).toBeGreaterThanOrEqual(0.3)
  })

  const onLinux = process.platform === 'linux' ? it : it.skip
  onLinux('counts the bytes that it and the processes below it write', async () => {
    const write = (bytes: number) => `require('node:fs').writeFileSync('/dev/null', 'x'.repeat(${bytes}))`
    const below = `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(write(2e6))}])`
    const { written } = await timed(node(`${below}; ${write(1e6)}`), here)
    expect(written).toBeGreaterThanOrEqual(3e6)
    expect(written).toBeLessThan(3.2e6)
  })

  it('gives both streams and the exit code, and passes words on as they are', async () => {
    const call = await timed(
      [...node('console.log(process.argv[1]); console.error(2); process.exit(3)'), `a "b" $c`],
      here,
    )
    expect(call.code).toBe(3)
    expect(call.output.trim().split('\n').sort()).toEqual(['2', `a "b" $c`])
  })

  it('does not wait for what the command leaves running', async () => {
    const leave = `const left = require('node:child_process').spawn('sleep', ['600'], { detached: true, stdio: 'ignore' }); left.unref(); console.log(left.pid)`
    const pid = Number((await timed(node(leave), here)).output)
    // It would throw if that one had ended before.
    expect(process.kill(pid, 'SIGKILL')).toBe(true)
  })
})
