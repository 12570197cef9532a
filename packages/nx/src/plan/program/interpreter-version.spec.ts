import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { interpreterVersion } from './interpreter-version'

const posix = process.platform === 'win32' ? describe.skip : describe

posix('the version of an interpreter', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bocas-interpreter-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const install = (answer: string): void => {
    writeFileSync(join(folder, 'lang'), `#!/bin/sh\n${answer}\n`)
    chmodSync(join(folder, 'lang'), 0o755)
  }
  const ask = () => interpreterVersion([join(folder, 'lang'), '--version'], folder)

  it('is what it prints, on standard output or else on standard error', async () => {
    install('echo warming up >&2; echo lang 1.0')
    expect(await ask()).toEqual({ version: 'lang 1.0' })
    rmSync(folder, { recursive: true })
    folder = mkdtempSync(join(tmpdir(), 'bocas-interpreter-'))
    install('echo lang 0.9 >&2')
    expect(await ask()).toEqual({ version: 'lang 0.9' })
  })

  it('is asked for once for those who ask at the same time, and again by a process that lives on', async () => {
    install('echo lang 1.0')
    expect(await Promise.all([ask(), ask()])).toEqual([{ version: 'lang 1.0' }, { version: 'lang 1.0' }])
    install('echo lang 2.0')
    await sleep(2_500)
    expect(await ask()).toEqual({ version: 'lang 2.0' })
  })

  it('is found as soon as the interpreter is installed', async () => {
    expect(await ask()).toMatchObject({ wrong: expect.stringContaining('was not found') as string })
    install('echo lang 1.0')
    await sleep(2_500)
    expect(await ask()).toEqual({ version: 'lang 1.0' })
  })
})
