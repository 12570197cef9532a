import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-layers' // registers the gradients of all operations
import { useBackend } from '../backend/use-backend'
import { seededPermutation } from '../training/permutation'
import { registerTrainingKernels } from './register'

jest.setTimeout(60_000) // training on a machine that is busy with other tests

/** Numbers in [-1, 1] that depend on the length only. */
const numbers = (count: number) =>
  Array.from(seededPermutation(count, count), (i) => (2 * i) / Math.max(1, count - 1) - 1)
const tensor = (shape: number[]) => tf.tensor(numbers(tf.util.sizeFromShape(shape)), shape)

/** The values that `compute` returns on a backend. */
async function on(backend: 'cpu' | 'wasm', compute: () => tf.Tensor[]): Promise<number[][]> {
  await tf.setBackend(backend)
  expect(tf.getBackend()).toBe(backend)
  const results = tf.tidy(compute)
  const values = results.map((result) => [...result.dataSync()])
  tf.dispose(results)
  return values
}

/** Largest difference relative to the largest reference value. */
function relativeError(actual: number[], reference: number[]): number {
  expect(actual.length).toBe(reference.length)
  const scale = Math.max(...reference.map(Math.abs), 1e-12)
  return Math.max(0, ...reference.map((value, i) => Math.abs(value - actual[i]!))) / scale
}

async function expectSameOnBothBackends(compute: () => tf.Tensor[]): Promise<void> {
  const reference = await on('cpu', compute)
  const actual = await on('wasm', compute)
  expect(actual).toHaveLength(reference.length)
  actual.forEach((values, i) => expect(relativeError(values, reference[i]!)).toBeLessThan(1e-5))
}

type Pad = 'same' | 'valid' | number | [[number, number], [number, number], [number, number], [number, number]]
type Case = {
  x: [number, number, number, number]
  filter: [number, number, number]
  strides: [number, number]
  pad: Pad
}

/** Gradients of Σ conv2d(x, w) · weights with respect to x and w. */
function convGradients({ x, filter: [height, width, outputs], strides, pad }: Case): tf.Tensor[] {
  const convolve = (input: tf.Tensor, kernel: tf.Tensor) =>
    tf.conv2d(
      input as tf.Tensor4D,
      kernel as tf.Tensor4D,
      strides,
      pad,
      'NHWC',
      1,
      typeof pad === 'string' ? undefined : 'floor',
    )
  const input = tensor(x)
  const kernel = tensor([height, width, x[3], outputs])
  const weights = tensor(convolve(input, kernel).shape)
  return tf.grads((a, b) => tf.sum(tf.mul(convolve(a, b), weights)))([input, kernel])
}

const explicit = (top: number, bottom: number, left: number, right: number): Pad => [
  [0, 0],
  [top, bottom],
  [left, right],
  [0, 0],
]

const shapes: [number, number, number, number][] = [
  [1, 5, 5, 1],
  [3, 8, 7, 2],
  [2, 9, 12, 3],
]
const filters: [number, number, number][] = [
  [1, 1, 2],
  [2, 3, 3],
  [3, 3, 1],
  [4, 2, 2],
  [5, 5, 4],
]
const stridesList: [number, number][] = [
  [1, 1],
  [2, 2],
  [3, 1],
  [1, 2],
]
const cases: Case[] = shapes.flatMap((x) =>
  filters.flatMap((filter) =>
    stridesList.flatMap((strides) =>
      (['same', 'valid', explicit(1, 1, 1, 1)] as Pad[]).map((pad): Case => ({ x, filter, strides, pad })),
    ),
  ),
)
describe('the training kernels of the wasm backend', () => {
  beforeAll(async () => {
    await useBackend('cpu')
    registerTrainingKernels()
  })

  it(`gives the gradients of conv2d that the pure-JS backend gives, in ${cases.length} shapes, strides and paddings`, async () => {
    for (const one of cases) await expectSameOnBothBackends(() => convGradients(one))
  })

  it.each([
    ['uneven', explicit(2, 0, 1, 3)],
    ['wider than the filter', explicit(4, 3, 3, 5)],
    ['on one side only', explicit(0, 0, 2, 0)],
  ])('gives the same gradients with explicit padding that is %s', async (_, pad) => {
    await expectSameOnBothBackends(() => convGradients({ x: [2, 7, 6, 2], filter: [3, 3, 3], strides: [1, 1], pad }))
    await expectSameOnBothBackends(() => convGradients({ x: [2, 7, 6, 2], filter: [3, 2, 3], strides: [2, 2], pad }))
  })

  it.each([1, 2])('gives the same gradients with padding by a number, at stride %p', async (stride) => {
    await expectSameOnBothBackends(() =>
      convGradients({ x: [2, 7, 7, 2], filter: [3, 3, 3], strides: [stride, stride], pad: 1 }),
    )
  })

  it('gives the gradients where a window sees nothing but padding', async () => {
    const pad = explicit(5, 0, 5, 0)
    await expectSameOnBothBackends(() => convGradients({ x: [2, 1, 1, 2], filter: [1, 1, 3], strides: [7, 7], pad }))
  })

  it('crops the rows and columns that no window reaches', async () => {
    await expectSameOnBothBackends(() =>
      convGradients({ x: [2, 10, 11, 2], filter: [2, 2, 3], strides: [3, 4], pad: 'valid' }),
    )
  })

  it.each([
    [[4, 3], [4, 5], true, false],
    [[3, 4], [5, 4], false, true],
    [[4, 3], [5, 4], true, true],
    [[3, 4], [4, 5], false, false],
    [[2, 4, 3], [2, 4, 5], true, false],
    [[2, 3, 4], [1, 5, 4], false, true],
    [[1, 4, 3], [6, 5, 4], true, true],
    [[2, 3, 4, 5], [2, 3, 6, 5], false, true],
  ])('multiplies %p by %p (transposed: %p, %p) as the pure-JS backend does', async (a, b, transposeA, transposeB) => {
    await expectSameOnBothBackends(() => [tf.matMul(tensor(a), tensor(b), transposeA, transposeB)])
  })

  it('gives the same gradients of a matrix product', async () => {
    await expectSameOnBothBackends(() =>
      tf.grads((a, b) => tf.sum(tf.square(tf.matMul(a, b))))([tensor([7, 4]), tensor([4, 5])]),
    )
  })

  it('makes a transposed convolution and its gradients, where the input-gradient kernel runs forwards', async () => {
    for (const stride of [1, 2]) {
      await expectSameOnBothBackends(() => {
        const up = (x: tf.Tensor, w: tf.Tensor) =>
          tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [2, 5 * stride, 5 * stride, 3], stride, 'same')
        const [x, w] = [tensor([2, 5, 5, 4]), tensor([3, 3, 3, 4])]
        return [up(x, w), ...tf.grads((a, b) => tf.sum(tf.square(up(a, b))))([x, w])]
      })
    }
  })

  it.each([
    [[5], [3, 0, 4, 4]],
    [
      [6, 3],
      [5, 2],
    ],
    [
      [4, 2, 3],
      [0, 0, 3, 1, 2],
    ],
    [[4, 2, 3], []],
  ])('picks rows of %p as the pure-JS backend does', async (shape, rows) => {
    await expectSameOnBothBackends(() => [
      tf.gather(tensor(shape), tf.tensor1d(rows, 'int32')),
      tf.gather(tf.cast(tf.mul(tensor(shape), 10), 'int32'), tf.tensor1d(rows, 'int32')),
      tf.gather(tf.greater(tensor(shape), 0), tf.tensor1d(rows, 'int32')),
    ])
  })

  const pools = [1, 2, 3].flatMap((size) =>
    [1, 2, 3].flatMap((stride) => (['same', 'valid', 1] as const).map((pad) => ({ size, stride, pad }))),
  )
  it(`gives the gradient of max pooling that the pure-JS backend gives, in ${pools.length} sizes, strides and paddings`, async () => {
    for (const { size, stride, pad } of pools.filter(({ size, pad }) => pad !== 1 || size > 1)) {
      await expectSameOnBothBackends(() => {
        // Rounded, so that windows have equal values; relu, so that some are zero throughout.
        const x = tf.relu(tf.round(tf.mul(tensor([2, 7, 8, 3]), 4))) as tf.Tensor4D
        const pool = (values: tf.Tensor) =>
          tf.maxPool(values as tf.Tensor4D, size, stride, pad, pad === 1 ? 'floor' : undefined)
        const weights = tensor(pool(x).shape)
        return [tf.grad((values) => tf.sum(tf.mul(pool(values), weights)))(x)]
      })
    }
  })

  it('picks along other axes, and by indices of two axes, as the pure-JS backend does', async () => {
    await expectSameOnBothBackends(() => [
      tf.gather(tensor([3, 4, 2]), tf.tensor1d([3, 1], 'int32'), 1),
      tf.gather(tensor([3, 4]), tf.tensor2d([2, 0, 1, 1], [2, 2], 'int32')),
      tf.gather(tensor([2, 4]), tf.tensor2d([2, 0, 1, 1], [2, 2], 'int32'), 1, 1),
    ])
  })

  it('refuses a row that does not exist', async () => {
    await tf.setBackend('wasm')
    const buffers = tf.memory().numDataBuffers
    const pick = () => tf.tidy(() => tf.gather(tensor([3, 2]), tf.tensor1d([0, 3], 'int32')))
    expect(pick).toThrow('there is no row 3 in a tensor of 3 rows (at indices[1])')
    expect(tf.memory().numDataBuffers).toBe(buffers)
  })

  it('leaves no tensor and no buffer behind', async () => {
    await tf.setBackend('wasm')
    const step = () =>
      tf.dispose(tf.tidy(() => convGradients({ x: [2, 8, 8, 2], filter: [3, 3, 4], strides: [1, 1], pad: 'same' })))
    step()
    const before = tf.memory()
    for (let i = 0; i < 3; i++) step()
    expect(tf.memory().numTensors).toBe(before.numTensors)
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers)
  })

  it('wraps no kernel twice when it is registered again', () => {
    const before = tf.getKernelsForBackend('wasm').map((kernel) => kernel.kernelFunc)
    registerTrainingKernels()
    expect(tf.getKernelsForBackend('wasm').map((kernel) => kernel.kernelFunc)).toEqual(before)
  })
})
