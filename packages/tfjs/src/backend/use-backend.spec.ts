import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import util from 'node:util'
import { loadNodeBackend } from './load-node'
import type { BackendName } from './names'
import { checkBackend, useBackend } from './use-backend'

jest.setTimeout(60_000) // training on a machine that is busy with other tests

const missing = () =>
  Promise.reject(Object.assign(new Error("Cannot find module '@tensorflow/tfjs-node'"), { code: 'MODULE_NOT_FOUND' }))

/** What a fresh process prints to stderr. */
function inProcess(script: string): string {
  const root = path.join(__dirname, '../../../..')
  return spawnSync(process.execPath, ['--import', 'tsx', '-e', script], { encoding: 'utf8', cwd: root }).stderr
}

describe('useBackend', () => {
  it('asks for a declaration before anything computes', () => {
    expect(() => checkBackend()).toThrow(
      'no backend is declared: call `await useBackend(config.backend)` first in run() (at backend)',
    )
  })

  it.each(['cpu', 'wasm'] as const)('starts the backend %s and computes on it', async (name) => {
    const backend = await useBackend(name)
    expect(backend).toEqual({ name, engine: name, version: tf.version_core })
    expect(tf.getBackend()).toBe(name)
    expect(tf.add(1, 2).dataSync()[0]).toBe(3)
    expect(() => checkBackend()).not.toThrow()
  })

  it('lists the backends when the name is unknown, and suggests the one that was meant', async () => {
    const ask = (name: string) => useBackend(name as BackendName)
    await expect(ask('webgpu')).rejects.toThrow("\"webgpu\" is not a backend: use 'wasm', 'cpu', 'node' (at backend)")
    await expect(ask('tfjs-node')).rejects.toThrow("did you mean 'node'?")
    await expect(ask('WASM')).rejects.toThrow("did you mean 'wasm'?")
    await expect(ask(undefined as unknown as string)).rejects.toThrow('undefined is not a backend')
  })

  it('fails when other code has switched to another backend', async () => {
    await useBackend('wasm')
    await tf.setBackend('cpu')
    expect(() => checkBackend()).toThrow("the config asks for backend 'wasm' but TensorFlow.js computes on 'cpu'")
  })

  it('prints no banner on the pure-JS backend, and lets other warnings through', () => {
    const first = "require('@tensorflow/tfjs-core').zeros([2]); console.warn('another warning')"
    expect(inProcess(`require('@tensorflow/tfjs-backend-cpu'); ${first}`)).toContain('Hi, looks like you are running')
    expect(inProcess(`require('./packages/tfjs/src').useBackend('cpu').then(() => { ${first} })`)).toBe(
      'another warning\n',
    )
  })
})

describe('the optional backend node', () => {
  const script = `require('./packages/tfjs/src').useBackend('node').then(
    ({ name, engine }) => console.error(name, engine), (error) => console.error(error.message))`

  it('is found by its name: it starts where tfjs-node is installed, and says how to install it elsewhere', () => {
    let installed = true
    try {
      createRequire(__filename).resolve('@tensorflow/tfjs-node')
    } catch {
      installed = false
    }
    expect(inProcess(script)).toContain(installed ? 'node tensorflow' : '@tensorflow/tfjs-node, which is not installed')
  })

  it('says what to install when tfjs-node is not there', async () => {
    await expect(loadNodeBackend(missing)).rejects.toThrow(
      "backend 'node' needs the package @tensorflow/tfjs-node, which is not installed: run `npm install @tensorflow/tfjs-node@4.22.0` " +
        "(it downloads a native library), or set backend to 'wasm' (at backend)",
    )
  })

  it('says so when tfjs-node is installed without its native library', async () => {
    const broken = () =>
      Promise.reject(new Error('The Node.js native addon module (tfjs_binding.node) can not be found\nat …'))
    await expect(loadNodeBackend(broken)).rejects.toThrow(
      'is installed but did not load: The Node.js native addon module (tfjs_binding.node) can not be found (a native library',
    )
  })

  it('does not take a missing dependency of tfjs-node for a missing tfjs-node', async () => {
    const other = Object.assign(new Error("Cannot find module 'adm-zip'\nRequire stack: '@tensorflow/tfjs-node'"), {
      code: 'MODULE_NOT_FOUND',
    })
    await expect(loadNodeBackend(() => Promise.reject(other))).rejects.toThrow(
      "did not load: Cannot find module 'adm-zip'",
    )
  })

  it('gives tfjs-node the function that Node 23 removed before loading it', async () => {
    const legacy = util as { isNullOrUndefined?: ((value: unknown) => boolean) | undefined }
    const original = legacy.isNullOrUndefined
    legacy.isNullOrUndefined = undefined
    try {
      const seen: unknown[] = []
      await loadNodeBackend(async () => seen.push(legacy.isNullOrUndefined?.(undefined), legacy.isNullOrUndefined?.(0)))
      expect(seen).toEqual([true, false])
    } finally {
      legacy.isNullOrUndefined = original
    }
  })
})
