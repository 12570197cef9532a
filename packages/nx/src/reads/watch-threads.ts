import workerThreads, { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads'
import { fileURLToPath } from 'node:url'
import { resolve } from 'node:path'
import type { ReadRules } from './places'
import type { FileObserver } from './watch-files'

const RULES = 'bocas.reads'

/** What a thread is told: the rules, and the file to which it adds what it has seen, because it has no moment at which it could be asked. */
export interface ThreadRules extends ReadRules {
  readonly sink: string
}

/** In a thread of watched code: what it was told. */
export function threadRules(): ThreadRules | undefined {
  return isMainThread ? undefined : (getEnvironmentData(RULES) as ThreadRules | undefined)
}

/** What threads that are started from here on are told, and those that they start. */
export const tellThreads = (rules: ThreadRules): void => setEnvironmentData(RULES, rules)

/**
 * Lets every thread that is started be watched as well, whenever this one is, by loading `script` before its own code.
 *
 * @param observer is told the file that the thread executes.
 */
export function watchThreads(script: string, observer: () => FileObserver | undefined): void {
  workerThreads.Worker = new Proxy(workerThreads.Worker, {
    construct(type, [code, options = {}]: ConstructorParameters<typeof workerThreads.Worker>, target) {
      const told = observer()
      if (told === undefined) return Reflect.construct(type, [code, options], target) as object
      if (!options.eval && !String(code).startsWith('data:')) {
        const file = code instanceof URL ? fileURLToPath(code) : resolve(String(code))
        told.looked(file, 'content', file)
      }
      const given = options.execArgv ?? ['--enable-source-maps']
      return Reflect.construct(
        type,
        [code, { ...options, execArgv: [...given, '--require', script] }],
        target,
      ) as object
    },
  })
}
