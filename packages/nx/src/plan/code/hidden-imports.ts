import { parseCode, visit, type AnyNode } from './static-values'

/** Code that loads other code of which only running it tells. */
export interface HiddenImport {
  readonly kind: 'computed path' | 'worker thread'
  /** In the code's own words, without white space. */
  readonly code: string
}

/**
 * Finds `import(x)` and `require(x)` whose path is computed, and `new Worker(…)`, whose code is loaded out of sight. A path that starts
 * with a literal folder, such as `import('./tactics/' + name)`, is not among them: the bundler takes in every file that it can mean.
 *
 * @param code plain JavaScript.
 */
export async function findHiddenImports(code: string): Promise<HiddenImport[]> {
  if (!/\bimport\s*\(|\brequire\b|\bWorker\b/.test(code)) return []
  const found: HiddenImport[] = []
  visit(await parseCode(code), (node) => {
    const path = importedPath(node)
    const kind = path && !isKnown(path) ? 'computed path' : isWorker(node) ? 'worker thread' : undefined
    if (kind) found.push({ kind, code: code.slice(node.start, node.end) })
  })
  return found
}

function importedPath(node: AnyNode): AnyNode | undefined {
  if (node.type === 'ImportExpression') return node.source as AnyNode
  if (node.type !== 'CallExpression') return undefined
  const callee = node.callee as AnyNode
  const called = callee.type === 'MemberExpression' ? (callee.object as AnyNode) : callee
  return called.type === 'Identifier' && called.name === 'require' ? (node.arguments as AnyNode[])[0] : undefined
}

function isWorker(node: AnyNode): boolean {
  if (node.type !== 'NewExpression') return false
  const callee = node.callee as AnyNode
  const name = callee.type === 'MemberExpression' ? (callee.property as AnyNode).name : callee.name
  return name === 'Worker'
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
