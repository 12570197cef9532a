import { jsonIn, textIfThere } from 'bocas/internal/light'
import { executionPlaces, type ExecutionEnd, type ExecutionMessage } from './job-files'

/** What an execution has said so far, whole lines only. */
export function messagesOf(execution: string): ExecutionMessage[] {
  const text = textIfThere(executionPlaces(execution).messages) ?? ''
  return text.split('\n').slice(0, -1).flatMap(parsed)
}

/** A line that a kill or a full disk has torn is no message. */
export function parsed(line: string): ExecutionMessage[] {
  const message = jsonIn(line)
  return message === undefined ? [] : [message as ExecutionMessage]
}

/** How an execution came to its end; undefined while nothing is known of that. */
export function endOf(execution: string): ExecutionEnd | undefined {
  return messagesOf(execution).find((message) => message.type === 'end')
}
