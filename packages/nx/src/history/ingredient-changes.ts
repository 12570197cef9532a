import type { RunIngredients } from 'bocas/internal/light'
import type { Change } from './config-changes'
import { codeChanges, givenChanges } from './code-changes'
import { packageChanges } from './package-changes'

/**
 * By what the ingredients of two keys differ: code, packages, data and environment. What they take of other tasks is told by `takenChanges`.
 *
 * @param task the folder of the task, workspace-relative.
 */
export function ingredientChanges(from: RunIngredients, to: RunIngredients, task: string): Change[] {
  const packages = packageChanges(from.packages, to.packages)
  return [
    ...codeChanges(from.code, to.code, task),
    ...packages,
    ...givenChanges(from.code, to.code, task).filter(({ what }) => !packages.some((change) => change.what === what)),
    ...dataChanges(from.data, to.data),
    ...envChanges(from.env, to.env),
    ...programChanges(from.program, to.program, task),
  ]
}

function dataChanges(from: RunIngredients['data'], to: RunIngredients['data']): Change[] {
  return changedNames(from, to).map((name): Change => {
    const change = (how: Change['how'], text: string): Change => ({ kind: 'data', what: name, how, text })
    const [was, is] = [from[name], to[name]]
    if (was === undefined) return change('new', `data ${name} is newly declared`)
    if (is === undefined) return change('gone', `data ${name} is no longer declared`)
    const [before, now] = [pinnedVersion(name, was), pinnedVersion(name, is)]
    return change('changed', before === now ? `data ${name} changed` : `data ${name} ${before} → ${now}`)
  })
}

/** Data in a package stands in the key as `<name>@<version> <integrity>`. */
const pinnedVersion = (name: string, digest: string): string | undefined =>
  name.startsWith('npm:') ? digest.split(' ', 1)[0]!.split('@').at(-1) : undefined

function envChanges(from: RunIngredients['env'], to: RunIngredients['env']): Change[] {
  return changedNames(from, to).map((name): Change => {
    const change = (how: Change['how'], text: string): Change => ({ kind: 'env', what: name, how, text })
    if (!(name in from)) return change('new', `the variable ${name} is newly declared`)
    if (!(name in to)) return change('gone', `the variable ${name} is no longer declared`)
    return change('changed', `${name} ${value(from[name])} → ${value(to[name])}`)
  })
}

const value = (text: string | null | undefined): string =>
  text === null || text === undefined ? '(not set)' : JSON.stringify(text)

const changedNames = <T>(from: Readonly<Record<string, T>>, to: Readonly<Record<string, T>>): string[] =>
  [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .filter((name) => from[name] !== to[name] || name in from !== name in to)
    .sort()

type Program = NonNullable<RunIngredients['program']>

const NONE: Program = { line: '', env: {}, interpreter: null, inputs: {}, lock: {} }

const INPUTS = { new: 'is a new input of the command', gone: 'is no longer an input of the command' }

/** By what two runs that are programs differ: their files, line, variables and interpreter. */
function programChanges(from: Program | undefined, to: Program | undefined, task: string): Change[] {
  if (!from && !to) return []
  const [before, now] = [from ?? NONE, to ?? NONE]
  const change = (what: string, text: string): Change => ({ kind: 'code', what, how: 'changed', text })
  const variables = [...new Set([...Object.keys(before.env), ...Object.keys(now.env)])].sort()
  return [
    ...(before.line === now.line ? [] : [change('command', `the command ${shown(before.line)} → ${shown(now.line)}`)]),
    ...(before.interpreter === now.interpreter
      ? []
      : [change('interpreter', `${before.interpreter ?? 'no interpreter'} → ${now.interpreter ?? 'no interpreter'}`)]),
    ...codeChanges({ ...before.inputs, ...before.lock }, { ...now.inputs, ...now.lock }, task, INPUTS),
    ...variables
      .filter((name) => before.env[name] !== now.env[name])
      .map((name) => change(name, `${name} ${shown(before.env[name])} → ${shown(now.env[name])} for the command`)),
  ]
}

const shown = (text: string | undefined): string => (text === undefined ? '(none)' : JSON.stringify(text))
