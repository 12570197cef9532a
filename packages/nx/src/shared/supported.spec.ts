import { createRequire } from 'node:module'
import { engines } from '../../package.json'

interface Versions {
  readonly Node: string
  readonly Nx?: string | undefined
}
const { tooOld, versionsHere } = createRequire(__filename)('../../supported.cjs') as {
  tooOld(versions: Versions): string | undefined
  versionsHere(): Versions
}

describe('what is too old', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.9.0', '26.10.0'])('is not Node %s', (Node) =>
    expect(tooOld({ Node, Nx: '24.0.6' })).toBeUndefined(),
  )
  it.each(['22.7.0', '22.12.3', '23.0.0', '24.0.6', '25.1.0-beta.2', undefined])('is not Nx %s', (Nx) =>
    expect(tooOld({ Node: '24.9.0', Nx })).toBeUndefined(),
  )

  it('is said with what is needed and what to do, all at once', () => {
    expect(tooOld({ Node: '20.18.3', Nx: '24.0.6' })).toBe(
      '✖ bocas needs Node 20.19 or newer, and this is Node 20.18.3\n  install a newer one, for example: nvm install 24\nmore: npx bocas explain bocas/old-node',
    )
    expect(tooOld({ Node: '18.20.4', Nx: '21.6.1' })).toMatch(
      /needs Node 20\.19 [^]*\n✖ bocas needs Nx 22\.7 or newer, and this is Nx 21\.6\.1\n {2}npx nx migrate latest/,
    )
  })

  it('is what package.json says of Node, and nothing of it is here', () => {
    expect(engines.node).toBe('>=20.19')
    expect(tooOld(versionsHere())).toBeUndefined()
    expect(versionsHere().Nx).toMatch(/^\d+\.\d+\.\d+/)
  })
})
