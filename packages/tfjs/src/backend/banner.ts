import * as tf from '@tensorflow/tfjs-core'

const BANNER = 'Hi, looks like you are running TensorFlow.js in Node.js'

/**
 * Makes the pure-JS backend print its advertisement into nothing. It prints once, at its first tensor, so the first tensor is made
 * here; every other warning still reaches the log.
 */
export function swallowBanner(): void {
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
