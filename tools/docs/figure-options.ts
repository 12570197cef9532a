import { join } from 'node:path'
import ts from 'typescript'

/** An option of a call, as its type has it. */
export interface CallOption {
  readonly name: string
  readonly isRequired: boolean
  /** Its words and switches, as code has them: `'log'`, `false`. */
  readonly values: readonly string[]
}

const ROOT = join(__dirname, '..', '..')
const FILE = join(ROOT, 'packages/figures/src/kit/kit-plots.ts')

/** The options of each call that draws a plot, by its name, as the compiler reads them from the interface of these calls. */
export function optionsOfCalls(): ReadonlyMap<string, readonly CallOption[]> {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined }
  const { options } = ts.getParsedCommandLineOfConfigFile(join(ROOT, 'tsconfig.json'), {}, host)!
  const program = ts.createProgram([FILE], options)
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(FILE)!
  const declared = source.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === 'Plots')!
  const calls = checker.getPropertiesOfType(checker.getTypeAtLocation(declared))
  return new Map(
    calls.map((call) => {
      const [signature] = checker.getTypeOfSymbol(call).getCallSignatures()
      return [call.name, optionsOf(checker, checker.getTypeOfSymbol(signature!.parameters[2]!))]
    }),
  )
}

/** Of a union, those of any part; required is what each part requires. */
function optionsOf(checker: ts.TypeChecker, type: ts.Type): CallOption[] {
  const parts = type.isUnion() ? type.types : [type]
  const found = parts.map((part) => checker.getPropertiesOfType(part))
  const names = new Set(found.flat().map(({ name }) => name))
  return [...names].map((name) => ({
    name,
    isRequired: found.every((part) => part.some((one) => one.name === name && !(one.flags & ts.SymbolFlags.Optional))),
    values: found.flat().flatMap((one) => (one.name === name ? valuesOf(checker, checker.getTypeOfSymbol(one)) : [])),
  }))
}

const valuesOf = (checker: ts.TypeChecker, type: ts.Type): string[] =>
  (type.isUnion() ? type.types : [type]).map((part) =>
    part.isStringLiteral() ? `'${part.value}'` : checker.typeToString(part),
  )
