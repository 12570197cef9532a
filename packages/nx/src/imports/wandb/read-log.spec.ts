import { diceOf } from '../../../../../tools/random/dice'
import { logFile, message, wandbRecord as record, type Field } from '../test-stores'
import { logRecords } from './log-records'
import { wireFields } from './protobuf'
import { readLog, type RunLog } from './read-log'

const HEADER = 7
const BLOCK = 32_768

/** Blocks have no prototype; as plain objects they can be compared. */
const plain = (log: ReturnType<typeof readLog>): RunLog => JSON.parse(JSON.stringify(log)) as RunLog

describe('records of a log', () => {
  const record = (size: number): Buffer => Buffer.alloc(size, `${size}.`)

  // The first block has the header of the file, and every piece has one of its own.
  it.each([
    ['small ones', [1, 2, 3]],
    ['an empty one', [0, 5, 0]],
    ['one over three blocks', [70_000, 5]],
    ...[0, 1, 6, 7, 8].map((left): [string, number[]] => [
      `one that leaves ${left} bytes of a block`,
      [BLOCK - 2 * HEADER - left, 20, 40_000],
    ]),
    ['many', Array.from({ length: 400 }, (_, index) => (index * 37) % 900)],
  ])('are read: %s', (_what, sizes) => {
    const records = sizes.map(record)
    expect(logRecords(logFile(records), HEADER)).toEqual({ records, isTorn: false })
  })

  it('are read up to where the file ends, wherever that is', () => {
    const records = [30, 40_000, 12, 9].map(record)
    const file = logFile(records)
    const dice = diceOf(5)
    for (let cut = 0; cut < 200; cut++) {
      const end = HEADER + dice.below(file.length - HEADER)
      const read = logRecords(file.subarray(0, end), HEADER)
      expect(read.records).toEqual(records.slice(0, read.records.length))
      expect(read.damagedAt).toBeUndefined()
      // Between two records nothing is missing that could be seen.
      expect(read.isTorn || logFile(records.slice(0, read.records.length)).length === end).toBe(true)
    }
  })

  it('are not read from a byte on that was changed', () => {
    const file = logFile([30, 40_000, 12, 9].map(record))
    const dice = diceOf(6)
    for (let times = 0; times < 200; times++) {
      const at = HEADER + dice.below(file.length - HEADER)
      const changed = Buffer.from(file)
      changed[at]! ^= 1 << dice.below(8)
      const { damagedAt, isTorn, records } = logRecords(changed, HEADER)
      // A length that became larger looks like a file that was cut.
      expect(damagedAt !== undefined || isTorn || records.length < 4).toBe(true)
    }
  })

  it('end where disk was reserved and not written', () => {
    const records = [30, 12].map(record)
    const file = Buffer.concat([logFile(records), Buffer.alloc(100_000)])
    expect(logRecords(file, HEADER)).toEqual({ records, isTorn: false })
  })
})

describe('a message', () => {
  it('is read field by field', () => {
    const bytes = Buffer.concat([
      message([
        [1, 300],
        [16, 'ä'],
      ]),
      Buffer.from([0x19, 0, 0, 0, 0, 0, 0, 0, 0, 0x1d, 0, 0, 0, 0]),
    ])
    expect(wireFields(bytes)).toEqual([
      { number: 1, value: 300 },
      { number: 16, value: Buffer.from('ä') },
    ])
    expect(wireFields(Buffer.from([8, ...Array<number>(9).fill(0xff), 1]))).toEqual([{ number: 1, value: -1 }])
  })

  it.each([
    ['a text that is longer than the rest', [0x0a, 5, 65]],
    ['a number without an end', [8, 0xff]],
    ['a number that is too long', [8, ...Array<number>(11).fill(0xff)]],
    ['half a number of fixed width', [0x0d, 1]],
    ['a type that there is not', [0x0f]],
  ])('is refused with %s', (_what, bytes) => expect(() => wireFields(Buffer.from(bytes))).toThrow(RangeError))
})

describe('the log of a run', () => {
  it('gives settings, steps, the summary and the end, as older versions write them', () => {
    const file = logFile([
      message([[21, []]]),
      record.run('abc', { lr: '0.1', _wandb: '{"cli": 1}', model: '{"width": 8}' }),
      record.output('epoch 0'),
      record.history({ loss: 'NaN', _step: '0' }),
      record.history({ loss: '0.5', 'val/acc': '0.25', _step: '5' }),
      record.config('epochs', '3'),
      record.config('lr', '0.2'),
      record.summary('loss', '0.5'),
      record.summary('old', '1'),
      record.summary('old'),
      record.exit(0),
    ])
    expect(plain(readLog(file))).toEqual({
      id: 'abc',
      config: { lr: 0.2, _wandb: { cli: 1 }, model: { width: 8 }, epochs: 3 },
      history: [
        { loss: 'NaN', _step: 0 },
        { loss: 0.5, 'val/acc': 0.25, _step: 5 },
      ],
      summary: { loss: 0.5 },
      exitCode: 0,
      isTorn: false,
    })
  })

  it('gives the same as newer versions write it: paths of names, and the step as a number', () => {
    const file = logFile([
      record.config(['model', 'width'], '8'),
      record.config(['model', 'depth'], '2'),
      record.config(['model', 'depth']),
      record.history({ 'val.acc': '0.25' }, 0),
      record.history({ 'val.acc': '0.5' }, 300),
      record.summary(['val', 'acc'], '{"max": 0.5}'),
      record.exit(1),
    ])
    expect(plain(readLog(file))).toEqual({
      config: { model: { width: 8 } },
      history: [
        { val: { acc: 0.25 }, _step: 0 },
        { val: { acc: 0.5 }, _step: 300 },
      ],
      summary: { val: { acc: { max: 0.5 } } },
      exitCode: 1,
      isTorn: false,
    })
  })

  const stepsOf = (...records: readonly Buffer[]): unknown[] =>
    plain(readLog(logFile([...records]))).history.map(({ _step }) => _step)
  const row = (...fields: readonly Field[]): Buffer => message([[2, fields]])
  const value = (json: string): Field => [
    1,
    [
      [2, 'x'],
      [16, json],
    ],
  ]
  const ownStep = (json: string): Field => [
    1,
    [
      [2, '_step'],
      [16, json],
    ],
  ]
  const named = (step: number): Field => [2, step === 0 ? [] : [[1, step]]]

  // The shapes that wandb keeps of its own logs, in tests/assets/compat_logs, and the steps that it sends for them.
  it.each<[string, readonly Buffer[], readonly number[]]>([
    [
      'a number and an item for each row',
      [row(named(0), value('0'), ownStep('0')), row(named(1), value('1'), ownStep('1'))],
      [0, 1],
    ],
    ['no steps, where a program names none', [row(value('0')), row(value('1'))], [0, 1]],
    [
      'steps of a program',
      [row(named(0), value('0')), row(named(5), value('1')), row(named(10), value('2'))],
      [0, 5, 10],
    ],
    ['steps for some rows only', [row(value('0')), row(named(7), value('1')), row(value('2'))], [0, 7, 8]],
    [
      'a run that was resumed at a step',
      [
        message([
          [
            17,
            [
              [1, 'abc'],
              [14, 5],
            ],
          ],
        ]),
        row(value('0')),
        row(value('1')),
      ],
      [5, 6],
    ],
    [
      'steps that are none',
      ['"5"', '5.5', 'null', 'true', '{"a":1}', '[1]'].map((step) => row(ownStep(step))),
      [0, 1, 2, 3, 4, 5],
    ],
  ])('counts rows as wandb does: %s', (_what, records, steps) => expect(stepsOf(...records)).toEqual(steps))

  it('has the name that a person has given it', () => {
    const file = logFile([
      message([
        [
          17,
          [
            [1, 'abc'],
            [8, 'bold cat'],
          ],
        ],
      ]),
    ])
    expect(plain(readLog(file))).toMatchObject({ id: 'abc', name: 'bold cat' })
  })

  it('has no end when the run had none', () => {
    const whole = logFile([record.run('abc', {}), record.history({ loss: '1', _step: '0' })])
    expect(plain(readLog(whole))).not.toHaveProperty('exitCode')
    expect(plain(readLog(whole.subarray(0, -1)))).toMatchObject({ id: 'abc', history: [], isTorn: true })
  })

  it('keeps names of objects apart from what objects have', () => {
    const file = logFile([
      record.config('__proto__', '{"polluted": 1}'),
      record.summary(['__proto__', 'polluted'], '1'),
    ])
    readLog(file)
    expect({}).not.toHaveProperty('polluted')
  })

  it.each([
    ['another file', Buffer.from('PNG'), 'this is no .wandb file'],
    ['nothing', Buffer.alloc(0), 'this is no .wandb file'],
    ['a later version', Buffer.from(':W&B\xe1\xbe\x09', 'latin1'), 'a .wandb file of version 9 is not known'],
    [
      'another text in a record',
      logFile([Buffer.from([0x0f])]),
      'the file has a record that is none: a field of the unknown type 7',
    ],
    [
      'a setting in blocks without end',
      logFile([
        record.config(
          Array.from({ length: 5000 }, () => 'a'),
          '1',
        ),
      ]),
      'the file has a record that is none: a name of more than 100 parts',
    ],
  ])('is refused: %s', (_what, bytes, wrong) => expect(readLog(bytes)).toEqual({ wrong }))
})
