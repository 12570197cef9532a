// eslint-disable-next-line @typescript-eslint/no-require-imports -- plain JavaScript, which is loaded before TypeScript can be.
const { needs } = require('../../supported.cjs') as { needs(name: 'Node', version: string): string | undefined }

/**
 * What is wrong with the Node of another machine.
 *
 * @param printed what a shell there has printed, `node --version` among it.
 * @returns a clause; undefined when it executes runs, or when no version was printed.
 */
export function oldNode(printed: string): string | undefined {
  // Before it a shell may have printed whatever greets who logs in.
  const [, version] = [...printed.matchAll(/^v(\d+\.\d+\.\d+)\S*$/gm)].at(-1) ?? []
  return version === undefined ? undefined : needs('Node', version)
}
