import type { Evidence, RunBehind } from './evidence'
import { NOT_RECORDED } from './answers'
import { licencesIn } from './spdx'

type Entity = Readonly<Record<string, unknown>>

const PROCESS_RUN = 'https://w3id.org/ro/wfrun/process/0.5'

/**
 * The metadata of a Process Run Crate (RO-Crate 1.1, Workflow Run RO-Crate profile collection 0.5): each run behind the paper as an action with its program, its
 * config and its result. Machines and users are not in it. Equal evidence gives equal metadata.
 *
 * @param own what belongs to the crate beside results, relative to its root.
 * @param committed ISO time of the last commit, for runs of which nobody knows when they were executed.
 */
export function roCrate(evidence: Evidence, own: readonly string[], committed?: string): Entity {
  const { manifest, paper } = evidence
  const runs = evidence.runs.filter(({ imported }) => imported === undefined)
  // No action of this workspace has made an imported result: the file that holds it is a part.
  const imports = evidence.runs.flatMap(({ imported, result }) => (imported ? [result] : []))
  const files = [...own, ...new Set(imports)]
  const ended = runs
    .flatMap(({ execution }) => execution?.ended ?? [])
    .sort()
    .at(-1)
  const programs = [...new Set(runs.map(({ program }) => program))].sort()
  const results = runs.map(resultOf)
  const licences = licencesIn(manifest.license).map(licenceOf)
  const root: Entity = {
    '@id': './',
    '@type': 'Dataset',
    name: manifest.description ?? manifest.name ?? paper,
    description: `The runs, numbers, tables and figures behind ${paper}`,
    datePublished: ended ?? committed ?? NOT_RECORDED,
    license: licences.length > 0 ? licences.map((one) => reference(one['@id'])) : (manifest.license ?? NOT_RECORDED),
    conformsTo: { '@id': PROCESS_RUN },
    hasPart: [...files, ...programs, ...results].map(reference),
    mentions: runs.map((run) => reference(actionOf(run))),
  }
  return {
    '@context': ['https://w3id.org/ro/crate/1.1/context', 'https://w3id.org/ro/terms/workflow-run/context'],
    '@graph': [
      {
        '@id': 'ro-crate-metadata.json',
        '@type': 'CreativeWork',
        about: reference('./'),
        conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
      },
      root,
      { '@id': PROCESS_RUN, '@type': 'CreativeWork', name: 'Process Run Crate', version: '0.5' },
      ...licences,
      ...files.map((file) => ({ '@id': file, '@type': 'File', name: file })),
      ...programs.map((program) => ({
        '@id': program,
        '@type': ['File', 'SoftwareSourceCode', 'SoftwareApplication'],
        name: program,
      })),
      ...runs.flatMap(ofRun),
    ],
  }
}

const licenceOf = (id: string) => ({
  '@id': `https://spdx.org/licenses/${id}`,
  '@type': 'CreativeWork',
  name: id,
  description: `the licence ${id}, as package.json names it`,
})

const reference = (id: string): Entity => ({ '@id': id })
const actionOf = ({ key }: RunBehind): string => `#run-${key}`
/** Folders end with a stroke, and their names are parts of an address. */
const resultOf = ({ result }: RunBehind): string => `${result.split('/').map(encodeURIComponent).join('/')}/`

function ofRun(run: RunBehind): Entity[] {
  const { id, key, config, execution, program, seed } = run
  const settings = { '@id': `#config-${key}`, '@type': 'PropertyValue', name: 'config', value: JSON.stringify(config) }
  return [
    {
      '@id': actionOf(run),
      '@type': 'CreateAction',
      name: id,
      identifier: key,
      instrument: reference(program),
      object: [reference(settings['@id'])],
      result: [reference(resultOf(run))],
      actionStatus: { '@id': 'http://schema.org/CompletedActionStatus' },
      ...(execution?.started === undefined ? {} : { startTime: execution.started }),
      ...(execution?.ended === undefined ? {} : { endTime: execution.ended }),
      ...(seed === undefined ? {} : { description: `seed ${seed.value}` }),
    },
    settings,
    { '@id': resultOf(run), '@type': 'Dataset', name: `result of ${id}` },
  ]
}
