import { escapeRegExp, nameProblem, namesTakenTwice } from 'bocas/internal/light'
import { parseCode, visit, type AnyNode } from './static-values'

/** A name that a run gives to an artifact in so many words, and why no result can have it. */
export interface RefusedName {
  readonly name: string
  readonly problem: string
}

/**
 * Finds names of artifacts that would be refused when the run has returned, after hours: those that the object of a `return { … }` of `run` has written out.
 *
 * Only what is certain is found. The return must be the first one of the function and stand in no branch, or be the whole of an arrow function: else no run
 * may ever come to it. What is computed, spread in or put together elsewhere is refused when the run returns it, with all else of the result kept.
 *
 * @param code plain JavaScript of a `run.ts`.
 */
export async function findRefusedNames(code: string): Promise<RefusedName[]> {
  if (!/\brun\b/.test(code)) return []
  const run = exportedRun(await parseCode(code))
  const returned = run && certainReturn(run)
  if (returned?.type !== 'ObjectExpression') return []
  const names = (returned.properties as AnyNode[]).flatMap((property) => writtenName(property) ?? [])
  const wrong = [...new Set(names)].flatMap((name) => {
    const problem = nameProblem(name)
    return problem === undefined ? [] : [{ name, problem }]
  })
  return [...wrong, ...namesTakenTwice(names)]
}

/** The function that the module exports by the name `run`, when it is written in it. */
function exportedRun(program: AnyNode): AnyNode | undefined {
  const declared = new Map<string, AnyNode>()
  let local: string | undefined
  for (const statement of program.body as AnyNode[]) {
    const isExport = statement.type === 'ExportNamedDeclaration'
    const declaration = (isExport ? statement.declaration : statement) as AnyNode | null
    for (const [name, value] of declarations(declaration)) {
      declared.set(name, value)
      if (isExport && name === 'run') local = name
    }
    if (!isExport || statement.source) continue
    for (const { local: own, exported } of statement.specifiers as { local: AnyNode; exported: AnyNode }[])
      if ((exported.name ?? exported.value) === 'run') local = own.name as string
  }
  const found = local === undefined ? undefined : declared.get(local)
  return found && isFunction(found) && !found.generator ? found : undefined
}

/** Functions and constants; what may be given another value later is none. */
function declarations(declaration: AnyNode | null): [string, AnyNode][] {
  if (declaration?.type === 'FunctionDeclaration') return [[(declaration.id as AnyNode).name as string, declaration]]
  if (declaration?.type !== 'VariableDeclaration' || declaration.kind !== 'const') return []
  return (declaration.declarations as { id: AnyNode; init: AnyNode | null }[]).flatMap(
    ({ id, init }): [string, AnyNode][] => (id.type === 'Identifier' && init ? [[id.name as string, init]] : []),
  )
}

const isFunction = ({ type }: AnyNode): boolean => type.endsWith('FunctionExpression') || type === 'FunctionDeclaration'

/** What every call of a function that comes to an end returns, if it is one expression. */
function certainReturn(run: AnyNode): AnyNode | undefined {
  const body = run.body as AnyNode
  if (body.type !== 'BlockStatement') return body
  const statements = body.body as AnyNode[]
  const first = statements.find(holdsReturn)
  return first?.type === 'ReturnStatement' ? ((first.argument as AnyNode | null) ?? undefined) : undefined
}

/** Whether a statement can return from the function that it stands in. */
function holdsReturn(statement: AnyNode): boolean {
  let found = false
  visit(
    statement,
    (node) => (found ||= node.type === 'ReturnStatement'),
    (node) => !isFunction(node),
  )
  return found
}

/** `__proto__: x` is no name: it says from what the object inherits. */
function writtenName({ type, key, computed, shorthand, method }: AnyNode): string | undefined {
  if (type !== 'Property') return undefined
  const { type: kind, name, value } = key as AnyNode
  if (kind === 'Literal') return value === '__proto__' && !computed && !method ? undefined : String(value)
  if (computed) return undefined
  return name === '__proto__' && !shorthand && !method ? undefined : (name as string)
}

/** The line on which a source has a name as a key, when there is one such line. */
export function lineOfName(source: string, name: string): number | undefined {
  const literal = escapeRegExp(name)
  const key = new RegExp(
    `(?:^|[{,\\s\\[])(?:(['"\`])${literal}\\1|(?<!['"\`.\\w])${literal}(?![\\w'"\`]))\\s*\\]?\\s*[:,}(]`,
  )
  const lines = source.split('\n').flatMap((line, at) => (key.test(line) ? [at + 1] : []))
  return lines.length === 1 ? lines[0] : undefined
}
