/** One place in a Python program. */
export interface PythonFrame {
  readonly file: string
  readonly line: number
}

/** What a Python program said when it died of an exception. */
export interface Traceback {
  /** `ValueError: the loss is not a number`. */
  readonly message: string
  /** From the outermost call to the place of the error. Of a chain of exceptions, the frames of the last. */
  readonly frames: readonly PythonFrame[]
}

const FRAME = /^\s*(?:\|\s*)?File "(.+)", line (\d+)/
const HEAD = /^\s*(?:[+|]\s*)*(?:Exception Group )?Traceback \(most recent call last\):/

/**
 * The last Python traceback in what a program wrote to its standard error; undefined when there is none. The format is that of the
 * `traceback` module, which a syntax error has without its first line.
 */
export function findTraceback(text: string): Traceback | undefined {
  const lines = text.split(/\r?\n/)
  const last = lines.findLastIndex((line) => FRAME.test(line))
  if (last < 0) return undefined
  const message = lines
    .slice(last + 1)
    .find((line) => /^(?:\s*\|\s)?[A-Za-z_][\w.]*(?::|\s*$|\s\()/.test(line) && !HEAD.test(line))
  if (message === undefined) return undefined
  const head = lines.slice(0, last).findLastIndex((line) => HEAD.test(line))
  const frames = lines.slice(head < 0 ? last : head, last + 1).flatMap((line) => {
    const [, file, row] = FRAME.exec(line) ?? []
    return file === undefined ? [] : [{ file, line: Number(row) }]
  })
  return { message: message.replace(/^\s*\|\s/, '').trimEnd(), frames }
}
