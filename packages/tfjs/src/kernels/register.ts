import * as tf from '@tensorflow/tfjs-core'
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import '@tensorflow/tfjs-backend-wasm'
import { convFilterGradient } from './conv-filter-gradient'
import { convInputGradient } from './conv-input-gradient'
import { gatherRows } from './gather-rows'
import { maxPoolGradient } from './max-pool-gradient'
import { transposedMatMul } from './transposed-matmul'

const BACKEND = 'wasm'
/** A mark on the kernel and not a variable of this module: the registry is shared by every copy of this module in the process. */
const OURS = Symbol.for('bocas.tfjs.kernel')

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- TensorFlow.js types inputs and attributes of kernels per kernel
type Compute = (inputs: any, attributes: any, backend: BackendWasm) => tf.TensorInfo | undefined

/**
 * Gives the wasm backend what training needs: the gradient of conv2d with respect to its filter (`Conv2DBackpropFilter`), which it lacks,
 * and faster forms of kernels it has: the gradient with respect to the input (`Conv2DBackpropInput`), products with transposed matrices
 * (`BatchMatMul`), the gradient of max pooling (`MaxPoolGrad`) and picking rows (`GatherV2`). Calling it again changes nothing.
 */
export function registerTrainingKernels(): void {
  register('Conv2DBackpropFilter', ({ x, dy }, attributes) => convFilterGradient(x, dy, attributes))
  register('Conv2DBackpropInput', ({ dy, filter }, attributes) => convInputGradient(dy, filter, attributes))
  register('BatchMatMul', ({ a, b }, attributes) => transposedMatMul(a, b, attributes))
  register('MaxPoolGrad', ({ dy, input }, attributes, backend) => maxPoolGradient(backend, dy, input, attributes))
  register('GatherV2', ({ x, indices }, attributes, backend) => gatherRows(backend, x, indices, attributes))
}

/** Registers `compute` under a kernel's name; where it returns `undefined`, the stock kernel answers. */
function register(kernelName: string, compute: Compute): void {
  const stock = tf.getKernel(kernelName, BACKEND) as tf.KernelConfig | undefined
  if (stock && OURS in stock.kernelFunc) return
  const kernelFunc: tf.KernelFunc = (call) => {
    // The engine hands tensors to kernels; nothing done in here is recorded on a gradient tape.
    const result = tf.tidy(() => compute(call.inputs, call.attrs, call.backend as BackendWasm) as tf.Tensor)
    return result ?? stock!.kernelFunc(call)
  }
  Object.assign(kernelFunc, { [OURS]: true })
  if (stock) tf.unregisterKernel(kernelName, BACKEND)
  tf.registerKernel({ ...stock, kernelName, backendName: BACKEND, kernelFunc })
}
