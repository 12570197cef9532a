import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32c, maskedCrc32c, tfRecord } from './record'
import { scalarEvent, versionEvent } from './event'
import { eventFile } from './event-file'

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')

describe('CRC-32C', () => {
  // RFC 3720, section B.4, and the check value of the catalogue of parametrised CRC algorithms.
  it.each([
    ['32 zeros', Buffer.alloc(32), 0x8a9136aa],
    ['32 ones', Buffer.alloc(32, 0xff), 0x62a8ab43],
    ['0 to 31', Buffer.from(Array.from({ length: 32 }, (_, byte) => byte)), 0x46dd794e],
    ['31 to 0', Buffer.from(Array.from({ length: 32 }, (_, byte) => 31 - byte)), 0x113fdb5c],
    ['123456789', Buffer.from('123456789'), 0xe3069283],
  ])('of %s is as published', (_name, bytes, crc) => expect(crc32c(bytes)).toBe(crc))

  it('is masked as in an event file of TensorFlow', () => {
    // From the tests of TensorBoard's data server: the record of Event(file_version="CRC test, one two").
    expect(maskedCrc32c(Buffer.from('\u001a\u0011CRC test, one two'))).toBe(0x5794d08a)
  })
})

describe('event files', () => {
  // The dump of a file that TensorFlow wrote, documented in the tests of TensorBoard's data server (tf_record.rs).
  const time = Buffer.from('000080 3899d6d741'.replace(' ', ''), 'hex').readDoubleLE()

  it('begin with the bytes with which a file of TensorFlow begins', () => {
    expect(tfRecord(versionEvent(time))).toEqual(
      hex(`18000000 00000000 a37f4b22
           09 00008038 99d6d741 1a0d 62726169 6e2e4576 656e743a 32
           124b36ab`),
    )
  })

  it('frame records as TensorFlow does', () => {
    const data = hex(`09c405b73d99d6d741 104d 2a25 0a23 0a08 6163637572616379
                      420a 0801 1200 2204 a4707d3f 4a0b 0a09 0a07 7363616c617273`)
    const framed = tfRecord(data)
    expect(framed.subarray(0, 12)).toEqual(hex('32000000 00000000 24 1956ec'))
    expect(framed.subarray(-4)).toEqual(hex('a55b6433'))
  })

  it('hold scalars as Summary.Value with tag and simple_value', () => {
    // Time 1.5, step 300 (two bytes of a varint), loss 0.5.
    expect(scalarEvent(1.5, 300, { loss: 0.5 })).toEqual(
      hex(`09 000000000000f83f  10 ac02  2a 0d  0a 0b  0a 04 6c6f7373  15 0000003f`),
    )
  })

  it('hold several scalars of one step, and numbers that are none', () => {
    const event = scalarEvent(0, 0, { a: NaN, b: -Infinity })
    expect(event).toEqual(
      hex(`09 0000000000000000  10 00  2a 14  0a 08 0a01 61 15 0000c07f  0a 08 0a01 62 15 000080ff`),
    )
  })

  it('hold a negative step in ten bytes, as Protocol Buffers have it', () => {
    expect(scalarEvent(0, -1, {}).subarray(9, 20)).toEqual(hex('10 ffffffffffffffffff01'))
  })
})

describe('the event file of a run', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bocas-events-'))))
  afterEach(() => rmSync(folder, { recursive: true }))
  const line = (step: number, loss: number | string): string =>
    `${JSON.stringify({ time: 1000 * step, step, of: 9, metrics: { loss } })}\n`
  const execution = () => ({
    id: 'x1',
    task: 'alpha',
    name: 'lr=0.1',
    started: 1_700_000_000_000,
    progress: join(folder, 'progress.jsonl'),
  })
  const board = () => join(folder, 'board', 'alpha', 'lr=0.1')
  const bytes = () => readFileSync(join(board(), readdirSync(board())[0]!))
  const expected = (...records: Buffer[]) =>
    Buffer.concat([tfRecord(versionEvent(1_700_000_000)), ...records.map(tfRecord)])

  it('grows with the progress, lines that are not whole yet left for later', () => {
    const file = eventFile(join(folder, 'board'), execution())
    file.update()
    expect(readdirSync(folder)).toEqual([])
    writeFileSync(execution().progress, line(1, 0.5) + line(2, 0.25).slice(0, 9))
    file.update()
    expect(bytes()).toEqual(expected(scalarEvent(1, 1, { loss: 0.5 })))
    appendFileSync(execution().progress, line(2, 0.25).slice(9) + '{"time":2,"step":3,"of":9}\n')
    file.update()
    expect(bytes()).toEqual(expected(scalarEvent(1, 1, { loss: 0.5 }), scalarEvent(2, 2, { loss: 0.25 })))
    expect(readdirSync(board())[0]).toMatch(/^events\.out\.tfevents\.1700000000\..*\.x1$/)
  })

  it('is continued, not repeated, by another command', () => {
    writeFileSync(execution().progress, line(1, 0.5))
    const [one, other] = [eventFile(join(folder, 'board'), execution()), eventFile(join(folder, 'board'), execution())]
    one.update()
    other.update()
    appendFileSync(execution().progress, line(2, 'NaN'))
    other.update()
    one.update()
    one.update()
    expect(readdirSync(board())).toHaveLength(1)
    expect(bytes()).toEqual(expected(scalarEvent(1, 1, { loss: 0.5 }), scalarEvent(2, 2, { loss: NaN })))
  })
})
