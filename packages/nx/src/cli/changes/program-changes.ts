import type { RunIngredients } from 'bocas/keys'
import type { Change } from '../../shared/config-changes'
import { codeChanges } from './code-changes'

type Program = NonNullable<RunIngredients['program']>

const NONE: Program = { line: '', env: {}, interpreter: null, inputs: {}, lock: {} }

const INPUTS = { new: 'is a new input of the command', gone: 'is no longer an input of the command' }

/** By what two runs that are programs differ: their files, line, variables and interpreter. */
export function programChanges(from: Program | undefined, to: Program | undefined, task: string): Change[] {
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
