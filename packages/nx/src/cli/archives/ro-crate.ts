import { wordsIn } from 'bocas/internal/made'
import { authorsOf, titleOfWork, textOrNothing } from './citation'
import type { Evidence, RunBehind } from './evidence'
import { licencesIn } from './spdx'

type Entity = Readonly<Record<string, unknown>>

const PROCESS_RUN = 'https://w3id.org/ro/wfrun/process/0.5'

/** What belongs to a crate beside what is known of its runs. */
export interface CrateParts {
  /** Files of the paper, relative to the root of the crate. */
  readonly files: readonly string[]
  /** Whether a file or folder lies in the crate: one that does not is named as something elsewhere. */
  readonly isThere: (place: string) => boolean
  /** ISO time of the last commit, for runs of which nobody knows when they were executed. */
  readonly committed?: string | undefined
}

/**
 * The metadata of a Process Run Crate (RO-Crate 1.1, Workflow Run RO-Crate profile collection 0.5): each run behind the paper as an action with its program, its
 * config and its result. Machines and users are not in it. Equal evidence gives equal metadata.
 */
export function roCrate(evidence: Evidence, { files: own, isThere, committed }: CrateParts): Entity {
  const { manifest, paper } = evidence
  const runs = evidence.runs.filter(({ imported }) => imported === undefined)
  // No action of this workspace has made an imported result: the file that holds it is a part.
  const imports = evidence.runs.flatMap(({ imported, result }) => (imported ? [result] : []))
  const files = [...own, ...new Set(imports.filter(isThere))].map(fileOf)
  const ended = runs
    .flatMap(({ execution }) => execution?.ended ?? [])
    .sort()
    .at(-1)
  const programs = [...new Set(runs.map(({ program }) => program))].sort().map((one) => programOf(one, isThere(one)))
  const results = runs.map((run) => resultOf(run, isThere(run.result)))
  const licences = licencesIn(manifest.license).map(licenceOf)
  const authors = authorsOf(manifest).map((name, index) => ({
    '@id': `#author-${index + 1}`,
    '@type': 'Person',
    name,
  }))
  const date = ended ?? committed
  const root: Entity = {
    '@id': './',
    '@type': 'Dataset',
    name: titleOfWork(manifest) ?? paper,
    description: `The runs, numbers, tables and figures behind ${paper}`,
    ...(date === undefined ? {} : { datePublished: timeOf(date) }),
    license:
      licences.length > 0
        ? licences.map(reference)
        : (textOrNothing(manifest.license) ?? wordsIn('en').results.paper.notRecorded),
    ...(authors.length > 0 ? { author: authors.map(reference) } : {}),
    conformsTo: { '@id': PROCESS_RUN },
    hasPart: [...files, ...programs, ...results].filter(isPart).map(reference),
    mentions: runs.map((run) => ({ '@id': actionOf(run) })),
  }
  return {
    '@context': ['https://w3id.org/ro/crate/1.1/context', 'https://w3id.org/ro/terms/workflow-run/context'],
    '@graph': [
      {
        '@id': 'ro-crate-metadata.json',
        '@type': 'CreativeWork',
        about: reference(root),
        conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
      },
      root,
      { '@id': PROCESS_RUN, '@type': 'CreativeWork', name: 'Process Run Crate', version: '0.5' },
      ...licences,
      ...authors,
      ...files,
      ...programs,
      ...runs.flatMap((run, index) =>
        ofRun(
          run,
          programs.find(({ name }) => name === run.program)!,
          results[index]!,
        ),
      ),
    ],
  }
}

const licenceOf = (id: string) => ({
  '@id': `https://spdx.org/licenses/${id}`,
  '@type': 'CreativeWork',
  name: id,
  description: `the licence ${id}, as package.json names it`,
})

const reference = (entity: Entity): Entity => ({ '@id': entity['@id'] })
const actionOf = ({ key }: RunBehind): string => `#run-${key}`
/** Names of files are parts of an address. */
const addressOf = (place: string): string => place.split('/').map(encodeURIComponent).join('/')
/** What has an address below the root has to lie there; anything else is only spoken of. */
const isPart = (entity: Entity): boolean => !String(entity['@id']).startsWith('#')

const FORMATS: Readonly<Record<string, string>> = {
  html: 'text/html',
  json: 'application/json',
  jsonl: 'application/jsonl',
  pdf: 'application/pdf',
  ts: 'text/typescript',
}

function fileOf(place: string): Entity {
  const format = FORMATS[/[^.]*$/.exec(place)![0]]
  return {
    '@id': addressOf(place),
    '@type': 'File',
    name: place,
    ...(format === undefined ? {} : { encodingFormat: format }),
  }
}

function programOf(place: string, isThere: boolean): Entity {
  const types = ['SoftwareSourceCode', 'SoftwareApplication']
  if (isThere) return { ...fileOf(place), '@type': ['File', ...types] }
  return { '@id': `#program-${addressOf(place)}`, '@type': types, name: place }
}

/** Folders end with a stroke. */
const resultOf = ({ id, key, result }: RunBehind, isThere: boolean): Entity =>
  isThere
    ? { '@id': `${addressOf(result)}/`, '@type': 'Dataset', name: `result of ${id}` }
    : { '@id': `#result-${key}`, '@type': 'CreativeWork', name: `result of ${id}, whose files are not here` }

/** With the zone in digits, which programs that read crates want. */
const timeOf = (time: string): string => time.replace(/Z$/, '+00:00')

function ofRun(run: RunBehind, program: Entity, result: Entity): Entity[] {
  const { id, key, config, execution, seed } = run
  const settings = { '@id': `#config-${key}`, '@type': 'PropertyValue', name: 'config', value: JSON.stringify(config) }
  return [
    {
      '@id': actionOf(run),
      '@type': 'CreateAction',
      name: id,
      description: seed === undefined ? 'one run of the sweep' : `one run of the sweep, seed ${seed.value}`,
      identifier: key,
      instrument: reference(program),
      object: [reference(settings)],
      result: [reference(result)],
      // Text, as in the examples of the profile, which programs compare it with.
      actionStatus: 'http://schema.org/CompletedActionStatus',
      ...(execution?.started === undefined ? {} : { startTime: timeOf(execution.started) }),
      ...(execution?.ended === undefined ? {} : { endTime: timeOf(execution.ended) }),
    },
    settings,
    result,
  ]
}
