import { findAll, indentAt, insert, type Insertion, type Ts } from '../shared/typescript'
import { callOf, type FigureKind, type ShownPaths } from './kinds'

/** What figures.ts has, or why nothing can be added to it. */
export type Added = { readonly text: string } | { readonly wrong: string }

/** The text of figures.ts with one more call, at the end of the function that it gives to `defineFigures`. */
export function addCall(ts: Ts, text: string, kind: FigureKind, name: string, shown: ShownPaths): Added {
  const source = ts.createSourceFile('figures.ts', text, ts.ScriptTarget.Latest, true)
  const [draw] = findAll(source, (node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'defineFigures') return undefined
    const [given] = node.arguments
    return given && (ts.isArrowFunction(given) || ts.isFunctionExpression(given)) ? given : undefined
  })
  if (draw === undefined) return { wrong: 'it gives no function to `defineFigures`' }
  const { body } = draw
  if (!ts.isBlock(body)) return { wrong: 'the function that it gives to `defineFigures` has no braces' }
  const taken = findAll(source, (node) =>
    ts.isCallExpression(node) && node.arguments[0] && ts.isStringLiteral(node.arguments[0])
      ? node.arguments[0].text
      : undefined,
  )
  if (taken.includes(name)) return { wrong: `it has something called ${name} already` }

  const kit = draw.parameters[0]?.name
  const insertions: Insertion[] = []
  let prefix = ''
  if (kit === undefined) {
    const at = text.indexOf('(', draw.getStart()) + 1
    insertions.push({ at, text: `{ ${[...new Set(['runs', kind])].join(', ')} }` })
  } else if (ts.isObjectBindingPattern(kit)) {
    const bound = kit.elements.map(({ name, propertyName }) => (propertyName ?? name).getText())
    const missing = ['runs', kind].filter((word) => !bound.includes(word))
    const last = kit.elements.at(-1)
    if (missing.length > 0 && last !== undefined)
      insertions.push({ at: last.getEnd(), text: `, ${missing.join(', ')}` })
    else if (missing.length > 0) insertions.push({ at: kit.getStart() + 1, text: ` ${missing.join(', ')} ` })
  } else {
    prefix = `${kit.getText()}.`
  }
  const end = body.getEnd() - 1
  const indent = indentAt(text, end)
  const call = `${indent}  ${callOf(kind, name, shown, prefix)}\n${indent}`
  const isOnOneLine = !body.getText().includes('\n')
  const lineStart = text.lastIndexOf('\n', end - 1) + 1
  insertions.push(
    isOnOneLine ? { at: end, text: `\n${call}` } : { at: lineStart, text: call.slice(0, call.length - indent.length) },
  )
  return { text: insert(text, insertions) }
}
