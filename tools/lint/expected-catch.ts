import type { Rule } from 'eslint'

const MESSAGE =
  'this catches every error, also a fault of the program: name what is expected (isSystemError, isUnreadable, …) and throw the rest, or say in a comment why everything is'

/**
 * Refuses `catch { … }` and `.catch(() => …)` that look at no error, unless a comment beside them says why everything is expected. The first line of the code
 * that is done then, or the line before it, is beside them.
 */
export const expectedCatch: Rule.RuleModule = {
  meta: { type: 'problem', schema: [], messages: { everything: MESSAGE } },
  create({ sourceCode, report }) {
    const lines = sourceCode.getAllComments().flatMap(({ loc }) => {
      const [first = 0, last = 0] = [loc?.start.line, loc?.end.line]
      return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    })
    const commented = new Set(lines)
    return {
      CatchClause(node) {
        if (node.param !== null) return
        const inside = sourceCode.getCommentsInside(node.body)
        if (inside.length === 0) report({ node, messageId: 'everything' })
      },
      CallExpression(node) {
        const { callee, arguments: given } = node
        const [handler] = given
        if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return
        if (callee.property.name !== 'catch' || given.length !== 1 || handler?.type !== 'ArrowFunctionExpression')
          return
        if (handler.params.length > 0) return
        const line = handler.loc?.start.line ?? 0
        const statement = statementOf(node)
        const isSaid = [line, line - 1, (statement.loc?.start.line ?? 0) - 1].some((one) => commented.has(one))
        if (!isSaid && sourceCode.getCommentsInside(handler).length === 0)
          report({ node: handler, messageId: 'everything' })
      },
    }
  },
}

function statementOf(node: Rule.Node): Rule.Node {
  let found = node
  while (!/Statement$|Declaration$|^PropertyDefinition$/.test(found.type) && found.parent) found = found.parent
  return found
}
