import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

jest.setTimeout(60_000)

const ROOT = join(__dirname, '..', '..')

/** Which page names all that a type has: what an author writes, by the file and the name of its type. */
const CASES: readonly [page: string, file: string, type: string][] = [
  ['sweeps', 'packages/bocas/src/sweep/author/types.ts', 'SweepOptions'],
  ['runs', 'packages/bocas/src/run/context.ts', 'Ctx'],
  ['results', 'packages/bocas/src/results/runs/runs.ts', 'Runs'],
  ['results', 'packages/bocas/src/results/stored/result.ts', 'Result'],
  ['comparing', 'packages/bocas/src/results/runs/types.ts', 'Selection'],
  ['comparing', 'packages/bocas/src/results/comparison/options.ts', 'CompareOptions'],
  ['which-test', 'packages/bocas/src/results/statistic/across-types.ts', 'AcrossOptions'],
  ['tables', 'packages/figures/src/kit/tables/options.ts', 'TableOptions'],
  ['tables', 'packages/figures/src/kit/tables/options.ts', 'ComparedStyle'],
  ['papers', 'packages/figures/src/kit/kit-values.ts', 'FactOptions'],
]

/** What only code of other kinds needs, and the API reference has. */
const LEFT_OUT = ['choices', 'selectedBy', 'nonFinite', 'accepted', 'imported', 'holes']

const { options } = ts.getParsedCommandLineOfConfigFile(
  join(ROOT, 'tsconfig.json'),
  {},
  { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
)!
const program = ts.createProgram(
  CASES.map(([, file]) => join(ROOT, file)),
  options,
)
const checker = program.getTypeChecker()

/** The names of what a type has, but for what is private, internal or no word. Of a union, those of any part. */
function namesOf(file: string, type: string): string[] {
  const source = program.getSourceFile(join(ROOT, file))!
  const declared = source.statements.find(
    (node): node is ts.DeclarationStatement =>
      (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node)) &&
      node.name?.text === type,
  )!
  const whole = checker.getTypeAtLocation(declared)
  const members = (whole.isUnion() ? whole.types : [whole]).flatMap((part) => checker.getPropertiesOfType(part))
  const isShown = (member: ts.Symbol): boolean =>
    /^\w+$/.test(member.name) &&
    !member.name.startsWith('__') &&
    !member.getJsDocTags(checker).some(({ name }) => name === 'internal') &&
    !(member.declarations ?? []).some((node) => ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private)
  return [...new Set(members.filter(isShown).map(({ name }) => name))].filter((name) => !LEFT_OUT.includes(name))
}

/** All code of a page, in blocks and within sentences. */
const codeOf = (page: string): string => {
  const text = readFileSync(join(ROOT, 'docs', `${page}.md`), 'utf8')
  return [...text.matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].map(([code]) => code).join('\n')
}

it.each(CASES)('docs/%s.md names everything that %s has as %s', (page, file, type) => {
  const names = namesOf(file, type)
  expect(names.length).toBeGreaterThan(3)
  const code = codeOf(page)
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([])
})
