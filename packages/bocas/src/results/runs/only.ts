import { ProblemsError } from '../../problems'
import { suggest } from '../../suggest'
import type { Json } from '../../sweep'
import { agrees } from './agrees'
import { valueAt, wordsFor } from '../stored/config-path'
import { inOneSentence, pathProblem, type Entry, type UnknownPath } from './entries'
import { isBlock, keyBelow } from '../../key-path'

/** The entries whose config agrees with a pattern, or for which a function returns true. */
export function keep<C, O>(entries: readonly Entry<C, O>[], part: Json | ((config: C) => boolean)): Entry<C, O>[] {
  if (typeof part === 'function') return entries.filter(({ config }) => part(config as C))
  if (!isBlock(part))
    throw new ProblemsError(`only() takes a part of a config, such as { optimizer: 'adam' }, or a function`)
  const problems = patternProblems(entries, part, '')
  if (problems.length > 0) throw new ProblemsError(problems.map(inOneSentence))
  return entries.filter(({ config }) => agrees(config, part))
}

/** Keys that no config has, and values that no config has there: nearly always a slip, and the plot would be empty. */
export function patternProblems(
  entries: readonly { readonly config: Json }[],
  part: Json,
  path: string,
): UnknownPath[] {
  if (path !== '') {
    const problem = pathProblem(entries, path)
    if (problem !== undefined) return [problem]
  }
  if (isBlock(part))
    return Object.entries(part).flatMap(([key, item]) =>
      item === undefined ? [] : patternProblems(entries, item, keyBelow(path, key)),
    )
  if (entries.length === 0 || entries.some(({ config }) => agrees(rawAt(config, path), part))) return []
  const there = [...new Set(entries.flatMap(({ config }) => valueAt(config, path) ?? []).map(wordsFor))]
  return [{ message: `no run has ${wordsFor(part)}`, path, hint: suggest(wordsFor(part), there) }]
}

function rawAt(config: Json, path: string): Json | undefined {
  return path
    .split('.')
    .reduce<Json | undefined>(
      (value, step) => (isBlock(value) && Object.hasOwn(value, step) ? value[step] : undefined),
      config,
    )
}
