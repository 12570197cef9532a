import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { where } from '../../jest/where'
import { startSshd, type TestSshd } from './sshd'

const { describe } = where('sshd', 'rsync')

describe('an sshd for tests', () => {
  let sshd: TestSshd
  beforeAll(async () => (sshd = await startSshd(['n1', 'n2'])))
  afterAll(() => sshd.stop())

  const call = (host: string, command: string) =>
    spawnSync('ssh', ['-F', sshd.config, host, command], { encoding: 'utf8', timeout: 20_000 })

  it('executes what it is asked, with words as they are', () => {
    expect(call('n1', `printf '%s|' 'a b' "c"`).stdout).toBe('a b|c|')
    expect(call('n2', 'exit 3').status).toBe(3)
  })

  it('loses one host and not the other, and has it back', async () => {
    await sshd.lose('n1')
    expect(call('n1', 'true').status).toBe(255)
    expect(call('n2', 'true').status).toBe(0)
    sshd.back('n1')
    expect(call('n1', 'true').status).toBe(0)
  })

  it('leaves nothing behind', async () => {
    const other = await startSshd(['x'])
    await other.stop()
    expect(existsSync(dirname(other.config))).toBe(false)
  })
})
