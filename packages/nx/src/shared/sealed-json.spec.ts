import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readSealed, writeSealed } from './sealed-json'
import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'

let workspace: TestWorkspace
let file: string
beforeEach(() => {
  workspace = testWorkspace()
  file = workspace.path('memory/x.json')
})
afterEach(() => workspace.remove())

describe('a remembered value', () => {
  it('comes back as it was, from a file that is JSON', () => {
    writeSealed(file, { runs: [{ lr: 0.1, name: 'ünïcode' }] })
    expect(readSealed(file)).toEqual({ runs: [{ lr: 0.1, name: 'ünïcode' }] })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ value: { runs: [{ lr: 0.1 }] } })
    expect(readdirSync(workspace.path('memory'))).toEqual(['x.json'])
  })

  it('is not taken for another one, whichever byte of its file is flipped, cut off or added', () => {
    writeSealed(file, { lr: 1, epochs: 20 })
    const whole = readFileSync(file)
    for (let at = 0; at < whole.length; at++) {
      const flipped = Buffer.from(whole)
      flipped[at]! ^= 1
      for (const bytes of [flipped, whole.subarray(0, at)]) {
        writeFileSync(file, bytes)
        expect({ at, value: readSealed(file) }).toEqual({ at, value: undefined })
      }
    }
    writeFileSync(file, Buffer.concat([whole, Buffer.from(' ')]))
    expect(readSealed(file)).toBeUndefined()
  })

  it('is nothing when there is no file', () => {
    expect(readSealed(file)).toBeUndefined()
  })
})
