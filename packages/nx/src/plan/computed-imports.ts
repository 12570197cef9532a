import type { Node } from 'acorn'

/** An import whose path is only known when it runs, in the code's own words. */
export interface ComputedImport {
  readonly code: string
}

type AnyNode = Node & Record<string, unknown>

/**
 * Finds `import(x)` and `require(x)` whose path is computed. A path that starts with a literal folder, such as
 * `import('./tactics/' + name)`, is not among them: the bundler takes in every file that it can mean.
 *
 * @param code plain JavaScript.
 */
export async function findComputedImports(code: string): Promise<ComputedImport[]> {
  if (!/\bimport\s*\(|\brequire\b/.test(code)) return []
  const { parse } = await import('acorn')
  const found: ComputedImport[] = []
  visit(
    parse(code, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      allowReturnOutsideFunction: true,
    }) as unknown as AnyNode,
    (node) => {
      const path = importedPath(node)
      if (path && !isKnown(path)) found.push({ code: code.slice(node.start, node.end) })
    },
  )
  return found
}

function importedPath(node: AnyNode): AnyNode | undefined {
  if (node.type === 'ImportExpression') return node.source as AnyNode
  if (node.type !== 'CallExpression') return undefined
  const callee = node.callee as AnyNode
  const called = callee.type === 'MemberExpression' ? (callee.object as AnyNode) : callee
  return called.type === 'Identifier' && called.name === 'require' ? (node.arguments as AnyNode[])[0] : undefined
}

function isKnown(path: AnyNode): boolean {
  if (path.type === 'Literal') return typeof path.value === 'string'
  const start = literalStart(path)
  if (path.type === 'TemplateLiteral' && (path.expressions as unknown[]).length === 0) return true
  return start !== undefined && /^\.\.?\//.test(start)
}

function literalStart(path: AnyNode): string | undefined {
  if (path.type === 'Literal') return typeof path.value === 'string' ? path.value : undefined
  if (path.type === 'TemplateLiteral') return (path.quasis as { value: { cooked: string } }[])[0]?.value.cooked
  if (path.type === 'BinaryExpression' && path.operator === '+') return literalStart(path.left as AnyNode)
  return undefined
}

function visit(node: AnyNode, see: (node: AnyNode) => void): void {
  see(node)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child !== null && typeof child === 'object' && typeof (child as AnyNode).type === 'string')
        visit(child as AnyNode, see)
    }
  }
}
