import { ProblemsError } from 'bocas'
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { registerTrainingKernels } from '../kernels/register'
import { loadNodeBackend } from './load-node'
import { engineNames, parseBackendName, type BackendName } from './names'

/** On `globalThis`, because a bundle may hold its own copy of this module while TensorFlow.js has one engine per process. */
const DECLARED = Symbol.for('bocas.tfjs.backend')
const shared = globalThis as { [DECLARED]?: BackendName }

/** What a run computes on. */
export interface Backend {
  /** The name the config gave. */
  readonly name: BackendName
  /** The name TensorFlow.js has for it. */
  readonly engine: string
  /** The version of `@tensorflow/tfjs-core`. */
  readonly version: string
}

/**
 * Starts the backend that the config declares and makes it the one that computes. Call it first in `run`, before any tensor is made.
 *
 * Results differ between backends in their last digits, so a backend is never chosen silently: it is a value of the config, and when
 * it cannot be had, the run fails. With 'wasm' the kernels that training needs are added ({@link registerTrainingKernels}).
 *
 * @throws Error when the name is unknown, when 'node' is not installed, or when TensorFlow.js started another backend than asked.
 */
export async function useBackend(name: BackendName): Promise<Backend> {
  const asked = parseBackendName(name)
  if (asked === 'node') await loadNodeBackend()
  if (asked === 'wasm') registerTrainingKernels()
  await tf.setBackend(engineNames[asked])
  await tf.ready()
  shared[DECLARED] = asked
  checkBackend()
  if (asked === 'cpu') swallowBanner()
  return { name: asked, engine: tf.getBackend(), version: tf.version_core }
}

/**
 * Checks that TensorFlow.js still computes on the backend that {@link useBackend} started; `fit` calls it before and after training.
 *
 * @throws Error when no backend was declared, or when another one is active now.
 */
export function checkBackend(): void {
  const declared = shared[DECLARED]
  if (declared === undefined) {
    throw new ProblemsError({
      message: `no backend is declared: call \`await useBackend(config.backend)\` first in run()`,
      path: `backend`,
    })
  }
  const active = tf.getBackend()
  if (active !== engineNames[declared]) {
    throw new ProblemsError({
      message:
        `the config asks for backend '${declared}' but TensorFlow.js computes on '${active}': ` +
        `does other code call tf.setBackend, or did '${declared}' fail to start (see the log)?`,
      path: `backend`,
    })
  }
}

const BANNER = 'Hi, looks like you are running TensorFlow.js in Node.js'

/**
 * Makes the pure-JS backend print its advertisement into nothing. It prints once, at its first tensor, so the first tensor is made
 * here; every other warning still reaches the log.
 */
function swallowBanner(): void {
  const warn = console.warn
  console.warn = (...parts: unknown[]) => {
    if (!parts.some((part) => typeof part === 'string' && part.includes(BANNER))) warn.apply(console, parts)
  }
  try {
    tf.zeros([1]).dispose()
  } finally {
    console.warn = warn
  }
}
