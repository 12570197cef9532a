import workerThreads, { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads'
import { fileURLToPath } from 'node:url'
import { resolve } from 'node:path'
import type { ReadRules } from './places'

const RULES = 'bocas.reads'

/** What a thread is told: the rules, and the file to which it adds what it has seen, because it has no moment at which it could be asked. */
export interface ThreadRules extends ReadRules {
  readonly sink: string
}

/** In a thread of watched code: what it was told. */
export function threadRules(): ThreadRules | undefined {
  return isMainThread ? undefined : (getEnvironmentData(RULES) as ThreadRules | undefined)
}

/**
 * Lets every thread that is started from here on be watched as well, by loading `script` before its own code; threads that it starts too.
 *
 * @param loads is told the file that the thread executes.
 */
export function watchThreads(script: string, rules: ThreadRules, loads: (path: string) => void): void {
  setEnvironmentData(RULES, rules)
  workerThreads.Worker = new Proxy(workerThreads.Worker, {
    construct(type, [code, options = {}]: ConstructorParameters<typeof workerThreads.Worker>, target) {
      if (!options.eval && !String(code).startsWith('data:'))
        loads(code instanceof URL ? fileURLToPath(code) : resolve(String(code)))
      const given = options.execArgv ?? ['--enable-source-maps']
      return Reflect.construct(
        type,
        [code, { ...options, execArgv: [...given, '--require', script] }],
        target,
      ) as object
    },
  })
}
