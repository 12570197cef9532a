import { readFileSync } from 'node:fs'
import { isSyntaxError, isSystemError } from 'bocas/internal/light'
import { lifePlaces, type LifeEnd, type LifeMessage } from './job-files'

/** What an execution has said so far, whole lines only. */
export function messagesOf(life: string): LifeMessage[] {
  let text: string
  try {
    text = readFileSync(lifePlaces(life).messages, 'utf8')
  } catch (error) {
    if (!isSystemError(error)) throw error
    return []
  }
  return text.split('\n').slice(0, -1).flatMap(parsed)
}

/** A line that a kill or a full disk has torn is no message. */
export function parsed(line: string): LifeMessage[] {
  try {
    return [JSON.parse(line) as LifeMessage]
  } catch (error) {
    if (!isSyntaxError(error)) throw error
    return []
  }
}

/** How an execution came to its end; undefined while nothing is known of that. */
export function endOf(life: string): LifeEnd | undefined {
  return messagesOf(life).find((message) => message.type === 'end')
}
