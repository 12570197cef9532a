import { calledName, parseCode, staticScope, staticValue, visit, type AnyNode } from './static-values'

/** The data that a `figures.ts` declares, as far as its code says it plainly. */
export type DeclaredInCode = { readonly names: readonly string[] } | { readonly computed: string }

/**
 * Finds `data: ['notes.csv']` among the options of `defineFigures`. The code is read and not run: the graph of every nx command rests on it. What is not
 * seen here is noticed when the figures are drawn, and refused.
 *
 * @param code plain JavaScript.
 * @returns undefined when no data is declared.
 */
export async function findFiguresData(file: string, code: string): Promise<DeclaredInCode | undefined> {
  if (!/\bdata\b/.test(code) || !/\bdefineFigures\b/.test(code)) return undefined
  const program = await parseCode(code)
  const scope = staticScope(file, program)
  const own = localNames(program)
  let found: DeclaredInCode | undefined
  visit(program, (node) => {
    if (node.type !== 'CallExpression' || !own.has(calledName(node.callee as AnyNode))) return
    const given = (node.arguments as AnyNode[])[1]
    const options = given?.type === 'Identifier' ? scope.constants.get(given.name as string) : given
    if (options?.type !== 'ObjectExpression') return
    const data = (options.properties as AnyNode[]).find(
      ({ type, key }) => type === 'Property' && ((key as AnyNode).name ?? (key as AnyNode).value) === 'data',
    )
    if (data === undefined) return
    const names = staticValue(data.value as AnyNode, scope)
    found =
      Array.isArray(names) && names.every((name): name is string => typeof name === 'string')
        ? { names: [...new Set(names)] }
        : { computed: code.slice((data.value as AnyNode).start, (data.value as AnyNode).end) }
  })
  return found
}

/** What `defineFigures` is called in the module. */
function localNames(program: AnyNode): Set<string> {
  const names = new Set(['defineFigures'])
  for (const { type, specifiers } of program.body as AnyNode[]) {
    if (type !== 'ImportDeclaration') continue
    for (const { imported, local } of specifiers as { imported?: AnyNode; local: AnyNode }[])
      if (imported?.name === 'defineFigures') names.add(local.name as string)
  }
  return names
}
