import { readFileSync } from 'node:fs'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

/** What publint and arethetypeswrong say against a tarball. Both look at nothing but the tarball. */
export async function lintProblems(file: string): Promise<string[]> {
  const data = readFileSync(file)
  const tarball = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength)
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true, level: 'suggestion' })
  const types = await checkPackage(createPackageFromTarballData(new Uint8Array(data)))
  // Before Node 12 there were no `exports`: nobody who can run us resolves that way.
  const wrong = types.types ? types.problems.filter((problem) => !isOfNode10(problem)) : []
  return [
    ...messages.map((message) => `publint: ${formatMessage(message, pkg) ?? message.code}`),
    ...wrong.map((problem) => `arethetypeswrong: ${JSON.stringify(problem)}`),
  ]
}

const isOfNode10 = (problem: object): boolean => 'resolutionKind' in problem && problem.resolutionKind === 'node10'
