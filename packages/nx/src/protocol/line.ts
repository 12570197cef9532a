import type { Duplex } from 'node:stream'
import { jsonIn } from 'bocas/internal/light'

/**
 * The line between a host and its worker: a pipe of its own that carries JSON, a message a line. It is not Node's channel for messages, which
 * code in the worker could use or close: `process.send` of a run would say that it has ended.
 */
export const LINE = 3

/** Calls for each whole message that comes. What is no JSON is nobody's message: a run can write to any descriptor. */
export function onMessages(line: Duplex, onMessage: (message: unknown) => void): void {
  let rest = ''
  line.setEncoding('utf8').on('data', (text: string) => {
    const pieces = (rest + text).split('\n')
    rest = pieces.pop()!
    for (const piece of pieces) {
      const message = jsonIn(piece)
      if (message !== undefined) onMessage(message)
    }
  })
}

/** Sends a message. */
export const send = (line: Duplex, message: unknown, sent?: () => void): void =>
  void line.write(`${JSON.stringify(message)}\n`, sent)
