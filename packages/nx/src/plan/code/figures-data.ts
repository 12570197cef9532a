import { calledName, parseCode, staticScope, staticValue, visit, type AnyNode } from './static-values'

/** The data that a `figures.ts` declares, as far as its code says it plainly. */
export type DeclaredInCode = { readonly names: readonly string[] } | { readonly computed: string }

/** The options that name files: data, and fonts. */
const FILES = ['data', 'fonts']

/**
 * Finds `data: ['notes.csv']` and `fonts: ['a.otf']` among the options of `defineFigures`. The code is read and not run: the graph of every nx command rests on it. What is not
 * seen here is noticed when the figures are drawn, and refused.
 *
 * @param code plain JavaScript.
 * @returns undefined when no data is declared.
 */
export async function findFiguresData(file: string, code: string): Promise<DeclaredInCode | undefined> {
  if (!/\b(data|fonts)\b/.test(code) || !/\bdefineFigures\b/.test(code)) return undefined
  const program = await parseCode(code)
  const scope = staticScope(file, program)
  const own = localNames(program)
  let found: DeclaredInCode | undefined
  visit(program, (node) => {
    if (node.type !== 'CallExpression' || !own.has(calledName(node.callee as AnyNode))) return
    const given = (node.arguments as AnyNode[])[1]
    const options = given?.type === 'Identifier' ? scope.constants.get(given.name as string) : given
    if (options?.type !== 'ObjectExpression') return
    for (const { type, key, value } of options.properties as (AnyNode & { key: AnyNode; value: AnyNode })[]) {
      if (type !== 'Property' || !FILES.includes(String(key.name ?? key.value))) continue
      const names = staticValue(value, scope)
      const isSaid = Array.isArray(names) && names.every((name): name is string => typeof name === 'string')
      if (!isSaid) found = { computed: code.slice(value.start, value.end) }
      else if (found === undefined || 'names' in found)
        found = { names: [...new Set([...(found?.names ?? []), ...names])] }
    }
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
