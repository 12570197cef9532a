import { verifyResult } from '../results/stored/verify-result'
import { makeResult } from '../results/stored/result'
import { freshFolder, storeRun } from '../results/read/fixtures'
import type { Output } from './artifact'
import { file } from './kinds/file'
import { image } from './kinds/image'
import { history, series } from './kinds/series'
import { table, type Cell } from './kinds/table'
import { tensor } from './kinds/tensor'

// One pixel, written by another program (Pillow).
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Stores an output as a worker does and reads it back from the disk. */
async function back<O extends Output>(output: O) {
  const { task, name, dir } = await storeRun(freshFolder(), { name: 'run', config: {}, output })
  return makeResult<unknown, O>(await verifyResult(dir), { task, name, dir })
}

describe('an artifact that was stored and read back', () => {
  it('is the same for metrics, diverged ones included', async () => {
    const result = await back({ loss: NaN, val: { accuracy: 0.1 + 0.2, worst: -Infinity } })
    expect(result.get('loss')).toBeNaN()
    expect(result.get('val')).toEqual({ accuracy: 0.1 + 0.2, worst: -Infinity })
  })

  it('is the same for series', async () => {
    const result = await back({ steps: series({ loss: [0.5, NaN, Infinity], rate: new Float64Array([1, 2, 3]) }) })
    expect(result.get('steps').columns).toEqual({ loss: [0.5, NaN, Infinity], rate: [1, 2, 3] })
    expect(result.get('steps').length).toBe(3)
  })

  it('is read under either name of accuracy for a history', async () => {
    const h = { epoch: [0, 1], history: { loss: [0.5, 0.4], acc: [0.8, 0.9], val_acc: [0.7, 0.8] } }
    const stored = (await back({ h: history(h) })).get('h')
    expect(stored.columns).toEqual(h.history)
    expect(stored.column('accuracy')).toEqual([0.8, 0.9])
    expect(stored.column('val_accuracy')).toEqual([0.7, 0.8])
    expect(stored.column('acc')).toEqual([0.8, 0.9])
    expect(() => stored.column('los')).toThrow(
      'there is no column "los"; did you mean `loss`? There are: `acc`, `loss`, `val_acc`',
    )
  })

  it('is the same for tables, whatever the text in them', async () => {
    const rows: Record<string, Cell>[] = [
      { id: 1, text: 'a,"b"\nc\r\n', flag: true, x: null },
      { id: NaN, text: '', flag: null, x: null },
      { id: -1e-300, text: null, flag: false, x: null },
      { id: Infinity, text: ' ümlaut, 例 ', flag: true, x: null },
      { id: 5, text: '12', flag: true, x: null },
    ]
    expect((await back({ rows: table(rows) })).get('rows')).toEqual(rows)
    expect((await back({ rows: table([]) })).get('rows')).toEqual([])
    expect((await back({ rows: table([{ only: null }, { only: null }]) })).get('rows')).toEqual([
      { only: null },
      { only: null },
    ])
  })

  it('is the same for tensors of every element type', async () => {
    for (const data of [
      new Float32Array([0.1, NaN]),
      new Float64Array([0.1, -Infinity]),
      new Int8Array([-128, 127]),
      new Int16Array([-32768, 1]),
      new Int32Array([-1, 2 ** 31 - 1]),
      new BigInt64Array([-1n, 2n ** 62n]),
      new Uint8Array([0, 255]),
      new Uint16Array([0, 65535]),
      new Uint32Array([0, 2 ** 32 - 1]),
      new BigUint64Array([0n, 2n ** 64n - 1n]),
    ]) {
      const result = await back({ w: tensor(data, [2, 1]) })
      expect(result.get('w').data).toEqual(data)
      expect(result.get('w').shape).toEqual([2, 1])
    }
    expect((await back({ w: tensor([7], []) })).get('w')).toEqual({
      data: new Float64Array([7]),
      shape: [],
      dtype: 'float64',
    })
    expect((await back({ w: tensor([], [0, 3], 'int8') })).get('w').shape).toEqual([0, 3])
  })

  it('is the same for images and files', async () => {
    const result = await back({ picture: image(PNG), model: file(Uint8Array.of(0, 1, 255), 'model.onnx') })
    const picture = result.get('picture')
    expect([picture.width, picture.height, Buffer.compare(picture.png, PNG)]).toEqual([1, 1, 0])
    expect(result.get('model').name).toBe('model.onnx')
    expect([...result.get('model').bytes()]).toEqual([0, 1, 255])
  })

  it('holds what the run had when it returned it, not what became of its arrays', async () => {
    const loss = [0.5]
    const weights = new Float32Array([1])
    const rows = [{ a: 1 }]
    const output = { h: series({ loss }), w: tensor(weights, [1]), t: table(rows) }
    loss.push(9)
    weights[0] = 9
    rows[0]!.a = 9
    const result = await back(output)
    expect(result.get('h').columns.loss).toEqual([0.5])
    expect([...result.get('w').data]).toEqual([1])
    expect(result.get('t')).toEqual([{ a: 1 }])
  })
})

describe('a helper', () => {
  it('names what is wrong with columns', () => {
    expect(() => series({})).toThrow('series() was given no columns')
    expect(() => series({ loss: [1], steps: [1, 2] })).toThrow(
      'the columns differ in length: `loss` has 1, `steps` has 2; record them as several series',
    )
    expect(() => series({ loss: [1, 'a'] as unknown as number[], x: 3 as unknown as number[] })).toThrow(
      '"a" is no number (at loss[1])\nthe column is no array of numbers (at x)',
    )
    expect(() => series(JSON.parse('{"__proto__": [1]}') as never)).toThrow('a column cannot be called __proto__')
    expect(() => series([1, 2] as never)).toThrow('takes columns by name')
    const tensorLike = { dataSync: () => [1] }
    expect(() => history({ history: { loss: [0.5, tensorLike] } })).toThrow(
      'a tensor (call `await h.syncData()` before `history(h)`) is no number (at loss[1])',
    )
  })

  it('takes a column that is called history', () => {
    expect(history({ history: [1, 2] }).value.columns).toEqual({ history: [1, 2] })
  })

  it('names every cell that is wrong', () => {
    const rows = [{ a: 1, b: 'x' }, { a: '2', b: 'y' }, { b: 'z' }, { a: 3, b: {}, c: 1 }]
    expect(() => table(rows as { a: number }[])).toThrow(
      [
        'a string in a column of numbers; a column holds one type (at [1].a)',
        'the cell is missing; write `null` where there is nothing (at [2].a)',
        'a cell holds a string, a number, a boolean or null (at [3].b)',
        'the first row has no such column; give all rows the same columns (`null` where there is nothing) (at [3].c)',
      ].join('\n'),
    )
  })

  it('refuses tensors that do not fit', () => {
    expect(() => tensor([1, 2, 3], [2, 2])).toThrow('the shape [2, 2] holds 4 numbers, but there are 3')
    expect(() => tensor([1, 1.5], [2], 'int32')).toThrow('1.5 does not fit int32; choose another element type (at [1])')
    expect(() => tensor([256], [1], 'uint8')).toThrow('256 does not fit uint8')
    expect(() => tensor([NaN], [1], 'int64')).toThrow('NaN does not fit int64')
    expect(() => tensor([[1]] as never, [1])).toThrow('data must be flat (at [0])')
    expect(() => tensor([1], [1], 'float16' as never)).toThrow('there is no element type "float16"; did you mean')
    expect(() => tensor([1], [-1])).toThrow('a shape is an array of whole numbers')
  })

  it('refuses what is no whole PNG', () => {
    expect(() => image(Buffer.from('GIF89a'))).toThrow('these bytes are no PNG file')
    expect(() => image(PNG.subarray(0, 40))).toThrow('the PNG file is cut off')
    expect(() => image('x.png' as never)).toThrow('takes the bytes of a PNG file')
  })

  it('refuses bytes without a name', () => {
    expect(() => file(Uint8Array.of(1), undefined as never)).toThrow('needs a plain file name')
    expect(() => file(7 as never)).toThrow('takes a path, or bytes and a name')
  })
})
