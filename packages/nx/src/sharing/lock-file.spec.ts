import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from 'bocas/internal'
import { byKey, LOCK_FILE, lockText, mergeAttribute, parseLock, type LockedResult, type ResultsLock } from './lock-file'

const one = (name: string, more: Partial<LockedResult> = {}): LockedResult => ({
  key: sha256(name),
  result: sha256(`result of ${name}`),
  run: `alpha/${name}`,
  pack: sha256(`pack of ${name}`),
  bytes: 2560,
  large: {},
  executions: ['0123456789ab'],
  ...more,
})
const lockOf = (...results: LockedResult[]): ResultsLock => ({ results, remote: 'ssh://lab/data' })

describe('the lock of results', () => {
  it('has the same bytes for the same results, a line for each', () => {
    const all = ['a', 'b', 'c'].map((name) => one(name, { large: { [sha256('y')]: 5, [sha256('x')]: 4 } }))
    const text = lockText(lockOf(...all))
    expect(lockText(lockOf(...[...all, all[0]!].reverse()))).toBe(text)
    expect(lockText(parseLock(text))).toBe(text)
    expect(text.split('\n')).toHaveLength(3 + 5)
    expect(parseLock(text).results.map(({ key }) => key)).toEqual(all.map(({ key }) => key).sort())
    expect(JSON.parse(text)).toMatchObject({ format: 1, remote: 'ssh://lab/data' })
  })

  it('holds nothing, or one', () => {
    expect(parseLock(lockText({ results: [] }))).toEqual({ results: [] })
    expect(parseLock(lockText({ results: [one('a')] }))).toEqual({ results: [one('a')] })
  })

  it('is read in whatever layout a formatter gives it', () => {
    const lock = lockOf(one('a'), one('b', { large: { [sha256('x')]: 4 } }))
    const { results, remote } = parseLock(lockText(lock))
    expect(parseLock(JSON.stringify(JSON.parse(lockText(lock)), null, 2))).toEqual({ results, remote })
  })

  it('is merged by git, line by line, with the executions of both sides', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bocas-lock-'))
    const git = (...args: string[]): string =>
      execFileSync(
        'git',
        ['-c', 'user.name=x', '-c', 'user.email=x@example.org', '-c', 'commit.gpgsign=false', ...args],
        {
          cwd: folder,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      )
    const commit = (lock: ResultsLock): void => {
      mkdirSync(join(folder, 'paper'), { recursive: true })
      writeFileSync(join(folder, LOCK_FILE), lockText(lock))
      git('add', '--all')
      git('commit', '--quiet', '-m', 'x')
    }
    try {
      git('init', '--quiet', '--initial-branch=main')
      writeFileSync(join(folder, '.gitattributes'), `${mergeAttribute()}\n`)
      commit(lockOf(one('a')))
      git('checkout', '--quiet', '-b', 'side')
      const ours = one('a', { executions: ['0123456789ab', 'aaaaaaaaaaaa'] })
      const other = one('a', { result: sha256('others'), executions: ['bbbbbbbbbbbb'] })
      commit(lockOf(ours, other, one('b'), one('d')))
      git('checkout', '--quiet', 'main')
      commit(lockOf(one('a', { executions: ['0123456789ab', 'cccccccccccc'] }), one('c'), one('e')))
      git('merge', '--quiet', 'side')
      const merged = parseLock(readFileSync(join(folder, LOCK_FILE), 'utf8'))
      expect(new Set(merged.results.map(({ run }) => run))).toEqual(
        new Set(['a', 'b', 'c', 'd', 'e'].map((name) => `alpha/${name}`)),
      )
      expect(byKey(merged.results).get(sha256('a'))).toEqual([
        one('a', { executions: ['0123456789ab', 'aaaaaaaaaaaa', 'cccccccccccc'] }),
        other,
      ])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  const line = `${sha256('k')} ${sha256('r')}`
  const good = { run: 'alpha/a', pack: sha256('p'), bytes: 1024, executions: [] }
  it.each<[string, unknown, RegExp]>([
    ['no JSON', '{', /is no JSON object/],
    ['a list', [], /is no JSON object/],
    ['another format', { format: 2 }, /has format 2, and this version of bocas reads format 1/],
    ['no format', {}, /has format undefined/],
    ['a name that is no key', { format: 1, x: good }, /a line is named by a key and the digest of a result/],
    ['a path for a digest', { format: 1, [`${sha256('k')} ../../x`]: good }, /a line is named by a key/],
    ['a path for an archive', { format: 1, [line]: { ...good, pack: '../../../etc/passwd' } }, /`pack` is no SHA-256/],
    ['no size', { format: 1, [line]: { ...good, bytes: -1 } }, /`bytes` is no size/],
    [
      'a size without end',
      { format: 1, [line]: { ...good, bytes: 1e15 } },
      /`bytes` is no size of an archive, which is 1073741824 at most/,
    ],
    ['a fraction', { format: 1, [line]: { ...good, bytes: 1.5 } }, /`bytes` is no size/],
    ['sizes by path', { format: 1, [line]: { ...good, large: { '../x': 1 } } }, /`large` is no sizes/],
    ['a size that is text', { format: 1, [line]: { ...good, large: { [sha256('x')]: '1' } } }, /`large` is no sizes/],
    ['words for a terminal', { format: 1, [line]: { ...good, run: 'a\u001b[2J' } }, /`run` is no name/],
    ['odd executions', { format: 1, [line]: { ...good, executions: ['x'] } }, /`executions` is no list/],
    [
      'a name that turns the direction of text',
      { format: 1, [line]: { ...good, run: 'a\u202Egpj' } },
      /`run` is no name/,
    ],
    ['a prototype', `{"format": 1, "${line}": {"__proto__": {"run": "x"}, "run": "a"}}`, /there is no '__proto__'/],
    [
      'a size without end of a payload',
      { format: 1, [line]: { ...good, large: { [sha256('x')]: 1e300 } } },
      /`large` is/,
    ],
    ['half a conflict', `{\n<<<<<<< HEAD\r\n"format": 1\r\n}`, /has a conflict/],
    [
      'the remotes of two branches',
      '{\n"format": 1,\n"remote": "ssh://a/b"\n"remote": "ssh://c/d"\n}\n',
      /names two remotes[^]*leave one of the two lines/,
    ],
    ['something else', { format: 1, [line]: { ...good, url: 'x' } }, /there is no 'url' in a line/],
    ['a remote that is no text', { format: 1, remote: 1 }, /the remote of .* is no text/],
    [
      'a conflict',
      '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> x\n',
      /has a conflict that git could not merge\n {2}keep the lines of both sides/,
    ],
  ])('refuses %s', (_, content, expected) => {
    expect(() => parseLock(typeof content === 'string' ? content : JSON.stringify(content))).toThrow(expected)
  })

  it.each<[string, (text: string) => string]>([
    ['with the ends of lines of Windows', (text) => text.replaceAll('\n', '\r\n')],
    ['in any order, and twice', (text) => text.replace(/^(".*,)\n(".*,)\n(?="f)/m, '$2\n$1\n$2\n')],
    ['all on one line', (text) => text.replaceAll('\n', '')],
    ['two on a line', (text) => text.replace(/^(".*,)\n(".*,)\n(?="f)/m, '$1 $2\n')],
  ])('is the same lock %s', (_, change) => {
    const text = lockText(lockOf(one('a'), one('b')))
    expect(change(text)).not.toBe(text)
    expect(lockText(parseLock(change(text)))).toBe(text)
  })

  it('says all that is wrong at once, with the lines', () => {
    const text = lockText(lockOf(one('a'), one('b'))).replaceAll('"bytes":2560', '"bytes":0')
    expect(() => parseLock(text)).toThrow(/bytes[^]*\(at line 2\)[^]*bytes[^]*\(at line 3\)/)
  })
})
