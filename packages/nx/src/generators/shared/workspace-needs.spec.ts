import { VERSIONS } from './workspace-needs'

interface Manifest {
  readonly devDependencies: Readonly<Record<string, string>>
}

it('are those with which this repository tests', () => {
  const root = jest.requireActual<Manifest>('../../../../../package.json').devDependencies
  const own = jest.requireActual<Manifest>('../../../package.json').devDependencies
  const tested = { ...root, ...own }
  expect(VERSIONS).toEqual(Object.fromEntries(Object.keys(VERSIONS).map((name) => [name, tested[name]])))
})
