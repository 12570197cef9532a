import type { WorkerEnd } from '../launch/launcher'
import { failureOf } from './failure'

const failed = (message: string): WorkerEnd => ({ said: { type: 'failed', message }, code: 1, signal: null }) as never

it('says of a name that bocas has not which one was meant, and of that of another module what Node says', () => {
  const lacks = (module: string) => `The requested module '${module}' does not provide an export named 'seres'`
  expect(failureOf(failed(lacks('bocas')), '')).toMatchObject({
    codes: ['unknown-export'],
    message: expect.stringMatching(/^The requested .*'seres'\ndid you mean `series`\? There are: /) as string,
  })
  expect(failureOf(failed(lacks('./own')), '')).toMatchObject({ codes: ['unknown-export'], message: lacks('./own') })
  expect(failureOf(failed('seres is not defined'), '')).not.toHaveProperty('codes')
})
