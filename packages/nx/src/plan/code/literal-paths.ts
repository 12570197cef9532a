import { isBuiltin } from 'node:module'
import { isAbsolute } from 'node:path'
import { packageName } from '../packages/package-folder'
import { calledName, parseCode, staticScope, staticValue, visit, type AnyNode } from './static-values'

/** Expressions that put a path together: `join(__dirname, 'x')`, `new URL('./x', import.meta.url)`, `` `${__dirname}/x` ``, `require.resolve('./x')`. */
const MAKES_PATHS = ['join', 'resolve', 'normalize', 'fileURLToPath', 'require.resolve']

/**
 * The absolute paths that code puts together from texts and its own place. Which of them it reads, and how, only running it tells: a reader of them must be
 * content with too many, and not rely on all.
 *
 * @param code plain JavaScript.
 */
export async function findLiteralPaths(file: string, code: string): Promise<string[]> {
  if (!/__dirname|__filename|import\.meta|require\.resolve/.test(code)) return []
  const program = await parseCode(code)
  const scope = staticScope(file, program)
  const found = new Set<string>()
  visit(program, (node) => {
    if (!isPath(node)) return
    const value = staticValue(node, scope)
    if (typeof value !== 'string') return
    const path = value.startsWith('file:') ? decodeURIComponent(new URL(value).pathname) : value
    if (isAbsolute(path) && path !== file) found.add(path)
  })
  return [...found].sort()
}

/** The packages of which code asks where a file of theirs lies: `require.resolve('some-package/x.woff')`. The bundler leaves such calls alone. */
export async function findResolvedPackages(file: string, code: string): Promise<string[]> {
  if (!/require\.resolve|import\.meta\.resolve/.test(code)) return []
  const program = await parseCode(code)
  const scope = staticScope(file, program)
  const found = new Set<string>()
  visit(program, (node) => {
    if (node.type !== 'CallExpression') return
    const callee = node.callee as AnyNode
    const isMeta = callee.type === 'MemberExpression' && (callee.object as AnyNode).type === 'MetaProperty'
    const name = isMeta ? `require.${String((callee.property as AnyNode).name)}` : calledName(callee)
    const [asked] = node.arguments as AnyNode[]
    const path = name === 'require.resolve' && asked ? staticValue(asked, scope) : undefined
    if (typeof path === 'string' && /^[^./]/.test(path) && !isBuiltin(path)) found.add(packageName(path))
  })
  return [...found].sort()
}

function isPath(node: AnyNode): boolean {
  if (node.type === 'TemplateLiteral' || node.type === 'BinaryExpression') return true
  if (node.type === 'NewExpression') return (node.callee as AnyNode).name === 'URL'
  return node.type === 'CallExpression' && MAKES_PATHS.includes(calledName(node.callee as AnyNode))
}
