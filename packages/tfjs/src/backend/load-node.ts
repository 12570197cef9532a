// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the package may be missing, so there is nothing to import
/// <reference path="./tfjs-node.d.ts" />
import { ProblemsError } from 'bocas'
import util from 'node:util'

const PACKAGE = '@tensorflow/tfjs-node'

/**
 * Imports `@tensorflow/tfjs-node`, which registers the backend 'tensorflow'. It is not a dependency: it downloads a native library
 * when it is installed, which closed machines refuse.
 *
 * @param load How to import it; the default imports it by name.
 * @throws Error when it is not installed, or installed without its native library.
 */
export async function loadNodeBackend(
  load: () => Promise<unknown> = () => import('@tensorflow/tfjs-node'),
): Promise<void> {
  restoreIsNullOrUndefined()
  try {
    await load()
  } catch (error) {
    throw isMissing(error) ? notInstalled(error) : notLoadable(error)
  }
}

/** tfjs-node 4.22.0 calls `util.isNullOrUndefined`, which Node 23 removed (tensorflow/tfjs#8425, #8609). */
function restoreIsNullOrUndefined(): void {
  const legacy = util as { isNullOrUndefined?: (value: unknown) => boolean }
  legacy.isNullOrUndefined ??= (value) => value === null || value === undefined
}

function isMissing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  const notFound = code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND'
  return notFound && String(message).split('\n', 1)[0]!.includes(`'${PACKAGE}'`)
}

const notInstalled = (cause: unknown): Error =>
  new ProblemsError(
    {
      message:
        `backend 'node' needs the package ${PACKAGE}, which is not installed: run \`npm install ${PACKAGE}@4.22.0\` ` +
        `(it downloads a native library), or set backend to 'wasm'`,
      path: `backend`,
    },
    { cause },
  )

const notLoadable = (cause: unknown): Error =>
  new ProblemsError(
    {
      message:
        `backend 'node': ${PACKAGE} is installed but did not load: ${firstLine(cause)} ` +
        `(a native library that was not downloaded? run \`npm rebuild ${PACKAGE}\`), or set backend to 'wasm'`,
      path: `backend`,
    },
    { cause },
  )

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim().split('\n', 1)[0]!
