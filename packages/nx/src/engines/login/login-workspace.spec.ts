import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { where } from '../../../../../tools/jest/where'
import type { CallEnd } from '../../shared/call-program'
import { LoginWorkspace, type LoginLink } from './login-workspace'

const JOB = '.bocas/jobs/k1/1'
const HOUR = 3600

where('rsync').describe('a cluster whose clock is wrong', () => {
  let base: string
  beforeEach(() => (base = mkdtempSync(join(tmpdir(), 'bocas-login-'))))
  afterEach(() => rmSync(base, { recursive: true, force: true }))

  const here = (name: string): string => join(base, 'here', name)
  /** Writes a file there, so many seconds after now by the clock there. */
  const write = (name: string, text: string, at: number): void => {
    const file = join(base, 'there', name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    const time = Date.now() / 1000 + at
    utimesSync(file, time, time)
  }
  const rsync = (from: string, into: string, names: readonly string[], options: readonly string[]): CallEnd => {
    const words = ['-a', '--relative', '--recursive', '--ignore-missing-args', '--files-from=-', ...options]
    const { status, stdout, stderr } = spawnSync('rsync', [...words, `${from}/`, `${into}/`], {
      input: names.join('\n'),
      encoding: 'utf8',
    })
    return { code: status, stdout, stderr }
  }
  const workspace = (): LoginWorkspace => {
    mkdirSync(here('.bocas'), { recursive: true })
    const link: LoginLink = {
      host: 'cluster',
      shell: () => Promise.resolve({ code: 0, stdout: '', stderr: '' }),
      push: (from, into, names) => Promise.resolve(rsync(from, into, names, [])),
      pull: (from, into, names, _, isUpdate = false) =>
        Promise.resolve(rsync(from, into, names, isUpdate ? ['--update'] : [])),
      close: () => Promise.resolve(),
    }
    return new LoginWorkspace(join(base, 'here'), { root: join(base, 'there'), node: 'node' }, link)
  }

  it('brings home what a job says after somebody has set it right', async () => {
    const messages = `${JOB}/executions/1/messages.jsonl`
    const looks = workspace()
    const receive = async (): Promise<string> => {
      // It rests between two looks.
      while ((await looks.receive([here(JOB)])).length === 0) await sleep(50)
      return readFileSync(here(messages), 'utf8')
    }
    write(messages, '{"type":"start"}\n', HOUR)
    expect(await receive()).toBe('{"type":"start"}\n')
    write(messages, '{"type":"start"}\n{"type":"end"}\n', 0)
    expect(await receive()).toBe('{"type":"start"}\n{"type":"end"}\n')
  })
})
