import { describe, expect, it } from '@jest/globals'
import { win32 } from 'node:path'
import { payloadName } from '../../artifacts/payload-name'
import { workspacePaths } from '../../store/workspace-paths'
import { defineSweep, planSweeps, seeds, sweep, wrongName, LONGEST_NAME, type Sweep } from '..'
import { tameName } from './name-rules'

/**
 * Rules of file systems, written down apart from ours: of Windows (NTFS under Win32: learn.microsoft.com, "Naming Files, Paths, and
 * Namespaces"), of macOS (APFS, where case and normal form do not count) and of Linux (bytes, not letters).
 */
const RULES: readonly (readonly [rule: string, keeps: (name: string) => boolean])[] = [
  ['no separator of any system', (name) => !/[/\\]/.test(name)],
  ['no character that Windows refuses', (name) => !/[<>:"|?*\x00-\x1f]/.test(name)],
  [
    'no device of Windows, with an extension or without',
    (name) => !DEVICES.includes(name.split('.')[0]!.toLowerCase()),
  ],
  ['no dot or space at its end, which Windows drops', (name) => !/[. ]$/.test(name)],
  ['neither hidden nor an option of a program', (name) => !/^[.-]/.test(name)],
  ['one form in Unicode', (name) => name.normalize('NFC') === name && name.normalize('NFD') === name],
  ['255 bytes at most', (name) => Buffer.byteLength(name) <= 255],
  ['something', (name) => name.length > 0],
]
const DEVICES = ['con', 'prn', 'aux', 'nul', 'conin$', 'conout$'].concat(
  ['com', 'lpt'].flatMap((port) => [...'0123456789¹²³'].map((digit) => port + digit)),
)
const broken = (name: string): string[] => RULES.filter(([, keeps]) => !keeps(name)).map(([rule]) => rule)

/** Names that one system or another cannot keep, or keeps as another. */
const HARD = [
  ...['', ' ', '.', '..', '...', 'a.', 'a ', ' a', '.a', '-rf', '--help', '~', '~a'],
  ...[
    'a/b',
    'a\\b',
    '..\\..\\x',
    '../x',
    '/etc/x',
    'C:',
    'C:x',
    'C:\\x',
    '\\\\host\\share',
    '\\\\?\\C:\\x',
    'a:stream',
  ],
  ...['a<b', 'a>b', 'a"b', 'a|b', 'a?b', 'a*b', 'a\0b', 'a\nb', 'a\tb', '%TEMP%', '$HOME', '`x`', "a'b", 'a;b', 'a&b'],
  ...DEVICES.flatMap((device) => [device, device.toUpperCase(), `${device}.txt`, `${device}.a.b`]),
  ...['é', 'e\u0301', 'ß', 'İ', 'ı', 'ﬁ', '漢字', '😀', '\u200b', '\u202e', '\ufeff'],
  ...['x'.repeat(LONGEST_NAME + 1), 'é'.repeat(130), '😀'.repeat(70)],
]
/** Look like the former, and every system keeps them. */
const HARMLESS = [
  'console',
  'com',
  'com10',
  'lpt',
  'null',
  'a.con',
  'xcon',
  '_con',
  'a.b',
  'a-b',
  'x'.repeat(LONGEST_NAME),
  '=',
  '+',
  '0',
]

describe('a name that an author gives', () => {
  it.each(HARD)('%j is refused', (name) => expect(wrongName(name)).toEqual(expect.any(String)))
  it.each(HARMLESS)('%j is kept', (name) => {
    expect(wrongName(name)).toBeUndefined()
    expect(broken(name)).toEqual([])
  })
})

describe('a name that we make', () => {
  const names = (...of: Sweep<unknown>[]): string[] => {
    const { problems, runs } = planSweeps(Object.fromEntries(of.map((one, i) => [i === 0 ? 'default' : `s${i}`, one])))
    expect(problems).toEqual([])
    return runs.map(({ name }) => name)
  }
  const distinct = (all: readonly string[]): number => new Set(all.map((name) => name.toLowerCase())).size

  it.each(HARD)('of the value %j every file system keeps, also beside its harmless twins', (value) => {
    const twins = [...new Set([value, value.toUpperCase(), value.toLowerCase(), value.replace(/\W/g, '-'), 'other'])]
    const made = names(defineSweep({ a: sweep(twins), seed: seeds(2) }))
    expect(made.flatMap(broken)).toEqual([])
    expect(distinct(made)).toBe(2 * twins.length)
    expect(broken(tameName(value.replace(/[^A-Za-z0-9=._-]/g, '-') || '_', () => 'a'.repeat(64)))).toEqual([])
  })

  it('differs by more than case', () => {
    const made = names(
      defineSweep({ o: sweep(['Adam', 'adam', 'ADAM', 'aDAM']) }),
      defineSweep({ O: sweep(['adam', 'ADAM']) }),
    )
    expect(distinct(made)).toBe(6)
  })

  it('of a payload keeps the rules as well, whatever suffix a kind asks for', () => {
    const taken = new Set<string>()
    for (const artifact of ['a', 'A', 'com', 'result', 'x'.repeat(LONGEST_NAME)])
      for (const suffix of HARD.flatMap((hard) => [hard, `.${hard}`])) {
        const name = payloadName(artifact, suffix, taken)
        expect([name, taken.has(name.toLowerCase()), broken(name)]).toEqual([name, false, []])
        taken.add(name.toLowerCase())
      }
  })
})

describe('a path', () => {
  it('has the same parts where the separator is another one', () => {
    const { artifacts, failed, facts } = workspacePaths('/w')
    for (const path of [artifacts('task', 'lr=0.1+seed=0'), failed('task', 'lr=0.1+seed=0'), facts('task')])
      expect(win32.relative('C:\\w', win32.join('C:\\w', path.slice('/w'.length))).split('\\')).toEqual(
        path.split('/').slice(2),
      )
  })

  it('is at most this long below its workspace: more than the 260 characters that old programs of Windows take', () => {
    const name = 'x'.repeat(LONGEST_NAME)
    const { artifacts, entry } = workspacePaths('/')
    expect(`${artifacts(name, name)}/${name}`.slice(1)).toHaveLength(318)
    expect(`${entry('0'.repeat(64))}/${name}`.slice(1)).toHaveLength(178)
  })
})
