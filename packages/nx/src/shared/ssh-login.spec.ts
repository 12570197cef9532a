import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SshLogin } from './ssh-login'

describe('a login of a host', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bocas-login-'))))
  afterEach(() => rmSync(folder, { recursive: true }))

  /** Something in place of ssh, which notes how it is called. */
  function sshThatSays(settings: string): { login: SshLogin; calls: () => string[] } {
    const [program, log] = [join(folder, 'ssh'), join(folder, 'calls')]
    const script = `#!/bin/sh\necho "$*" >>${log}\ncase "$*" in *-G*) ${settings} ;; esac\n`
    writeFileSync(program, script, { mode: 0o755 })
    return {
      login: new SshLogin('lab', [program], { PATH: process.env.PATH }),
      calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
    }
  }

  it.each([
    ['says nothing of it', 'echo user me'],
    ['shares none', 'echo user me; echo controlpath none; echo port 22'],
  ])('asks ssh once how connections are shared, and logs in where the configuration %s', async (_, settings) => {
    const { login, calls } = sshThatSays(settings)
    const isAhead = login.ahead()
    const words = await login.words()
    await isAhead
    expect(words).toEqual(expect.arrayContaining([expect.stringMatching(/^ControlPath=/)]))
    expect(await login.words()).toEqual(words)
    expect(calls()).toEqual(['-G lab', `${words.join(' ')} -f -N lab`])
    await login.close()
  })

  it('asks once when nobody has logged in ahead', async () => {
    const { login, calls } = sshThatSays('echo user me')
    expect((await Promise.all([login.words(), login.words()]))[1]).toHaveLength(6)
    await login.words()
    expect(calls()).toEqual(['-G lab'])
    await login.close()
  })

  it.each([
    ['shares connections as its user has told it', 'echo controlpath /home/me/%C'],
    ['cannot be asked', 'exit 255'],
  ])('is left alone when ssh %s', async (_, settings) => {
    const { login, calls } = sshThatSays(settings)
    await login.ahead()
    expect([await login.words(), calls()]).toEqual([[], ['-G lab']])
    await login.close()
  })

  it('is none where there is no such program', async () => {
    const login = new SshLogin('lab', [join(folder, 'nothing')], { PATH: process.env.PATH })
    await login.ahead()
    expect(await login.words()).toEqual([])
    await login.close()
  })
})
