import { dirname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Node } from 'acorn'

export type AnyNode = Node & Record<string, unknown>

/** What is known of code without running it: a text, a list, or nothing. */
export type StaticValue = string | readonly StaticValue[] | undefined

/** What a module says plainly at its top. */
export interface StaticScope {
  /** The module; absolute. */
  readonly file: string
  /** By name: what a `const` at the top is given. */
  readonly constants: ReadonlyMap<string, AnyNode>
}

export function staticScope(file: string, program: AnyNode): StaticScope {
  const constants = new Map<string, AnyNode>()
  for (const statement of program.body as AnyNode[]) {
    const declaration = (
      statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    ) as AnyNode | null
    if (declaration?.type !== 'VariableDeclaration' || declaration.kind !== 'const') continue
    for (const { id, init } of declaration.declarations as { id: AnyNode; init: AnyNode | null }[])
      if (id.type === 'Identifier' && init) constants.set(id.name as string, init)
  }
  return { file, constants }
}

/** What an expression comes to: texts, lists of them, and paths that are put together from texts and the module's own place. */
export function staticValue(node: AnyNode, scope: StaticScope, depth = 0): StaticValue {
  if (depth > 20) return undefined
  const of = (inner: unknown): StaticValue => staticValue(inner as AnyNode, scope, depth + 1)
  const text = (inner: unknown): string | undefined => textOf(of(inner))
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? node.value : undefined
    case 'TemplateLiteral': {
      const quasis = node.quasis as { value: { cooked: string } }[]
      const parts = (node.expressions as AnyNode[]).map((part) => text(part))
      if (parts.includes(undefined)) return undefined
      return quasis.map(({ value }, index) => value.cooked + (parts[index] ?? '')).join('')
    }
    case 'BinaryExpression': {
      const [left, right] = [text(node.left), text(node.right)]
      return node.operator === '+' && left !== undefined && right !== undefined ? left + right : undefined
    }
    case 'ArrayExpression':
      return (node.elements as (AnyNode | null)[]).map((item) => (item === null ? undefined : of(item)))
    case 'Identifier':
      return ofName(node.name as string, scope, depth)
    case 'MemberExpression':
      return ofMember(node, scope, of)
    case 'CallExpression':
      return ofCall(calledName(node.callee as AnyNode), (node.arguments as AnyNode[]).map(text), scope)
    case 'NewExpression': {
      const [path, base] = (node.arguments as AnyNode[]).map(text)
      const isUrl = (node.callee as AnyNode).name === 'URL' && path !== undefined && base?.startsWith('file:')
      return isUrl && URL.canParse(path, base) ? new URL(path, base).href : undefined
    }
    default:
      return undefined
  }
}

function ofName(name: string, scope: StaticScope, depth: number): StaticValue {
  const constant = scope.constants.get(name)
  if (constant !== undefined) return staticValue(constant, scope, depth + 1)
  if (name === '__dirname') return dirname(scope.file)
  return name === '__filename' ? scope.file : undefined
}

function ofMember(
  { object, property }: AnyNode,
  { file }: StaticScope,
  of: (node: unknown) => StaticValue,
): StaticValue {
  const name = (property as AnyNode).name
  if ((object as AnyNode).type === 'MetaProperty')
    return { url: pathToFileURL(file).href, dirname: dirname(file), filename: file }[name as string]
  const url = textOf(of(object))
  if (url === undefined || !url.startsWith('file:') || !URL.canParse(url)) return undefined
  return name === 'pathname' ? decodeURIComponent(new URL(url).pathname) : name === 'href' ? url : undefined
}

function ofCall(name: string, args: readonly (string | undefined)[], { file }: StaticScope): StaticValue {
  if (args.length === 0 || args.includes(undefined)) return undefined
  const texts = args as string[]
  if (name === 'join') return join(...texts)
  if (name === 'resolve' && isAbsolute(texts[0]!)) return resolve(...texts)
  // require.resolve('./x')
  if (name === 'require.resolve' && /^\.{1,2}\//.test(texts[0]!)) return resolve(dirname(file), texts[0]!)
  if (name === 'dirname') return dirname(texts[0]!)
  if (name === 'normalize') return join(texts[0]!)
  return name === 'fileURLToPath' && texts[0]!.startsWith('file:') ? fileURLToPath(texts[0]!) : undefined
}

/** `join` and `path.join` are one; `require.resolve` is not `resolve`. */
export function calledName(callee: AnyNode): string {
  if (callee.type !== 'MemberExpression') return String(callee.name)
  const [object, property] = [(callee.object as AnyNode).name, (callee.property as AnyNode).name]
  return object === 'require' ? `require.${String(property)}` : String(property)
}

const textOf = (value: StaticValue): string | undefined => (typeof value === 'string' ? value : undefined)

/** Parses plain JavaScript. The parser is loaded by those alone who have something to look for. */
export async function parseCode(code: string): Promise<AnyNode> {
  const { parse } = await import('acorn')
  return parse(code, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    allowReturnOutsideFunction: true,
  }) as unknown as AnyNode
}

/** Calls back for a node and all below it, but for what is below nodes that are not to be entered. */
export function visit(
  node: AnyNode,
  see: (node: AnyNode) => void,
  enters: (node: AnyNode) => boolean = () => true,
): void {
  see(node)
  if (!enters(node)) return
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (child !== null && typeof child === 'object' && typeof (child as AnyNode).type === 'string')
        visit(child as AnyNode, see, enters)
    }
  }
}
