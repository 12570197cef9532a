import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { identityOf, isAlive } from 'bocas/internal'
import { children, END_WITH_PARENT } from './children'

describe('the children of a test', () => {
  it('end when it ends, also those that listen to nobody', async () => {
    const own = children()
    const busy = own.node(['-e', 'for (;;);'], { stdio: 'ignore' })
    const ended = own.node(['-e', ''], { stdio: 'ignore' })
    await once(ended, 'exit')
    await own.end()
    expect(busy.signalCode).toBe('SIGKILL')
    expect(ended.exitCode).toBe(0)
  })

  it('are no more started after that', async () => {
    const own = children()
    await own.end()
    expect(() => own.node(['-e', ''], {})).toThrow('the test is over')
  })

  it('end by themselves when who started them was killed, though they never wait for anything', async () => {
    const busy = `${END_WITH_PARENT} console.log(process.pid); for (;;) endWithParent()`
    const starts = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(busy)}], { stdio: 'inherit' }); setInterval(() => 0, 1000)`
    const parent = spawn(process.execPath, ['-e', starts], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [said] = (await once(parent.stdout, 'data')) as [Buffer]
    const child = identityOf(Number(said.toString()))
    try {
      expect(isAlive(child)).toBe(true)
      parent.kill('SIGKILL')
      for (let tries = 0; tries < 200 && isAlive(child); tries++) await sleep(50)
      expect(isAlive(child)).toBe(false)
    } finally {
      if (isAlive(child)) process.kill(child.pid, 'SIGKILL')
    }
  })
})
