import { findAll, indentAt, insert, type SyntaxNode, type Ts } from '../shared/typescript'

/** The alternatives of a sweep: `tactic: sweep({ line: { … }, bumps: { … } })`. */
interface Alternatives {
  readonly names: readonly string[]
  /** Where the block of each alternative stands, by name. */
  readonly blocks: ReadonlyMap<string, SyntaxNode>
  readonly last: SyntaxNode
}

/** Finds the alternatives of a key; the first place where it has some. */
export function findAlternatives(ts: Ts, text: string, key: string): Alternatives | undefined {
  const source = ts.createSourceFile('sweep.ts', text, ts.ScriptTarget.Latest, true)
  const [block] = findAll(source, (node) => {
    if (!ts.isPropertyAssignment(node) || nameOf(ts, node.name) !== key) return undefined
    const call = node.initializer
    if (!ts.isCallExpression(call) || call.expression.getText() !== 'sweep') return undefined
    const [argument] = call.arguments
    return argument && ts.isObjectLiteralExpression(argument) && argument.properties.length > 0 ? argument : undefined
  })
  if (block === undefined) return undefined
  const blocks = new Map<string, SyntaxNode>()
  for (const property of block.properties)
    if (ts.isPropertyAssignment(property)) blocks.set(nameOf(ts, property.name), property.initializer)
  return { names: [...blocks.keys()], blocks, last: block.properties.at(-1)! }
}

const nameOf = (ts: Ts, name: SyntaxNode): string =>
  ts.isStringLiteral(name) || ts.isIdentifier(name) ? name.text : name.getText()

/** The text of a sweep with one more alternative, which has what another one has. */
export function addAlternative(text: string, { blocks, last }: Alternatives, name: string, like: string): string {
  const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`
  const block = blocks.get(like)!
  const own = text.slice(block.getStart(), block.getEnd())
  const isOnOneLine = !text.slice(last.parent.getStart(), last.getStart()).includes('\n')
  const before = isOnOneLine ? ', ' : `,\n${indentAt(text, last.getStart())}`
  return insert(text, [{ at: last.getEnd(), text: `${before}${key}: ${own}` }])
}

/** The text of code that does for `name` whatever its switches do for `like`; undefined where no switch speaks of it. */
export function addCases(ts: Ts, text: string, name: string, like: string): string | undefined {
  const source = ts.createSourceFile('run.ts', text, ts.ScriptTarget.Latest, true)
  const cases = findAll(source, (node) =>
    ts.isCaseClause(node) &&
    ts.isStringLiteral(node.expression) &&
    node.expression.text === like &&
    /\.name$/.test(node.parent.parent.expression.getText())
      ? node
      : undefined,
  )
  if (cases.length === 0) return undefined
  return insert(
    text,
    cases.map((clause) => ({
      at: clause.getStart(),
      text: `case '${name}':\n${indentAt(text, clause.getStart())}`,
    })),
  )
}
