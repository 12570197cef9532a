import { readFileSync } from 'node:fs'
import { isSyntaxError, isSystemError } from 'bocas/internal/light'
import { executionPlaces, type ExecutionEnd, type ExecutionMessage } from './job-files'

/** What an execution has said so far, whole lines only. */
export function messagesOf(execution: string): ExecutionMessage[] {
  let text: string
  try {
    text = readFileSync(executionPlaces(execution).messages, 'utf8')
  } catch (error) {
    if (!isSystemError(error)) throw error
    return []
  }
  return text.split('\n').slice(0, -1).flatMap(parsed)
}

/** A line that a kill or a full disk has torn is no message. */
export function parsed(line: string): ExecutionMessage[] {
  try {
    return [JSON.parse(line) as ExecutionMessage]
  } catch (error) {
    if (!isSyntaxError(error)) throw error
    return []
  }
}

/** How an execution came to its end; undefined while nothing is known of that. */
export function endOf(execution: string): ExecutionEnd | undefined {
  return messagesOf(execution).find((message) => message.type === 'end')
}
