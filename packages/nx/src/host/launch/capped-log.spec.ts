import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cappedLog } from './capped-log'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bocas-log-'))))
afterEach(() => rmSync(folder, { recursive: true }))

function logged(pieces: readonly string[], kept = { head: 20, tail: 40 }): string {
  const log = cappedLog(join(folder, 'run.log'), kept)
  for (const piece of pieces) log.write(Buffer.from(piece))
  log.close()
  return readFileSync(join(folder, 'run.log'), 'utf8')
}

const lines = (count: number): string[] => Array.from({ length: count }, (_, i) => `line ${i}\n`)

const onLinux = process.platform === 'linux' ? it : it.skip

describe('a log', () => {
  onLinux('on a full disk loses its lines, not the run: writing and closing go by', () => {
    const log = cappedLog('/dev/full', { head: 20, tail: 40 })
    expect(() => {
      for (const line of lines(100)) log.write(Buffer.from(line))
      log.close()
    }).not.toThrow()
  })

  it('that is short is whole', () => {
    expect(logged(lines(10))).toBe(lines(10).join(''))
  })

  it('that is long is its first and its last whole lines, and says how many bytes lie between', () => {
    const text = logged(lines(1000))
    expect(text).toBe(
      `line 0\nline 1\n\n… 8,840 bytes were cut out of this log here …\n\nline 996\nline 997\nline 998\nline 999\n`,
    )
    const total = lines(1000).join('').length
    const count = Number(/… ([\d,]+) bytes/.exec(text)![1]!.replaceAll(',', ''))
    expect(text.replace(/\n… .*\n\n/, '').length + count).toBe(total)
  })

  it('that comes in one piece, or has no lines, is cut as well', () => {
    expect(logged([lines(1000).join('')])).toBe(logged(lines(1000)))
    expect(logged(['x'.repeat(1000)])).toBe(
      `${'x'.repeat(20)}\n… 940 bytes were cut out of this log here …\n\n${'x'.repeat(40)}`,
    )
  })

  it('never takes much more place than what is kept of it', () => {
    const log = cappedLog(join(folder, 'run.log'), { head: 20, tail: 40 })
    for (const line of lines(500)) {
      log.write(Buffer.from(line))
      expect(readFileSync(join(folder, 'run.log')).length).toBeLessThanOrEqual(20 + 2 * 40 + 60)
    }
    log.close()
  })
})
