import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countPrograms } from './counted-programs'

it('calls of programs are counted, and go on as they would', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bocas-counted-'))
  try {
    const { path, calls } = countPrograms(join(folder, 'bin'), ['printf', 'true'], process.env.PATH!)
    const call = (script: string): string =>
      execFileSync('bash', ['-c', script], { env: { PATH: path }, encoding: 'utf8' })
    expect(call(`env printf '%s|' a 'b c'; env true; command -v cat >/dev/null`)).toBe('a|b c|')
    expect(calls()).toEqual(['printf', 'true'])
    expect(calls()).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
