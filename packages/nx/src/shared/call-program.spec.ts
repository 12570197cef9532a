import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { identityOf, isAlive, type ProcessIdentity } from 'bocas/internal/store'
import { callProgram } from './call-program'

const itWhereThereAreGroups = process.platform === 'win32' ? it.skip : it

describe('a call of a program', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bocas-call-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const sh = (script: string, more: Parameters<typeof callProgram>[2] = {}) =>
    callProgram('/bin/sh', ['-c', script, 'sh', folder], more)

  itWhereThereAreGroups('tells what came of it', async () => {
    expect(await sh('cat; echo no >&2; exit 3', { input: 'said' })).toEqual({ code: 3, stdout: 'said', stderr: 'no\n' })
    expect(await callProgram('/nowhere/program', [])).toMatchObject({ code: null, stdout: '' })
  })

  itWhereThereAreGroups('that somebody else has ended did not take too long', async () => {
    const end = await sh('echo begun; kill -s KILL $$')
    expect(end).toEqual({ code: null, stdout: 'begun\n', stderr: '', cutShort: 'it was ended by SIGKILL' })
  })

  itWhereThereAreGroups('that takes too long and ends in its own way took too long all the same', async () => {
    const end = await sh('trap "exit 7" TERM; sleep 600 & wait', { patience: 1_000 })
    expect(end).toMatchObject({ code: 7, cutShort: 'no answer within 1 s' })
  })

  itWhereThereAreGroups('that takes too long is ended with what it has started', async () => {
    const script = 'sleep 600 & echo $! >"$1/pid.part"; mv "$1/pid.part" "$1/pid"; wait; echo never'
    const begun = async (): Promise<ProcessIdentity> => {
      const file = join(folder, 'pid')
      for (let left = 500; !existsSync(file); left--) {
        if (left === 0) throw new Error('it did not begin')
        await sleep(20)
      }
      return identityOf(Number(readFileSync(file, 'utf8')))
    }
    const [end, child] = await Promise.all([sh(script, { patience: 3_000 }), begun()])
    expect(end).toEqual({ code: null, stdout: '', stderr: '', cutShort: 'no answer within 3 s' })
    for (let left = 500; isAlive(child); left--) {
      if (left === 0) throw new Error('it is still at work')
      await sleep(20)
    }
  })

  itWhereThereAreGroups('is given no secret but those that are named', async () => {
    const env = { PATH: process.env.PATH, MY_TOKEN: 'a', OTHER_TOKEN: 'b' }
    const { stdout } = await sh('echo "$MY_TOKEN-$OTHER_TOKEN"', { env, secrets: ['MY_TOKEN'] })
    expect(stdout).toBe('a-\n')
  })
})
