import { VERSIONS } from './versions'

it('are those with which this repository tests', () => {
  const { devDependencies } = jest.requireActual<{ devDependencies: Record<string, string> }>(
    '../../../../../package.json',
  )
  expect(VERSIONS).toEqual(Object.fromEntries(Object.keys(VERSIONS).map((name) => [name, devDependencies[name]])))
})
