import { homedir } from 'node:os'
import { join } from 'node:path'
import { ProblemsError, textIfThere } from 'bocas/internal/light'
import { isLoopback } from '../address'

export interface AwsKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** What the environment and the files of AWS's own tools say. */
export interface AwsSettings {
  /** Undefined where there are none: a public bucket can be read without. */
  readonly keys?: AwsKeys
  readonly region: string
  /** Another server than AWS. */
  readonly endpoint?: URL
}

type Env = Readonly<NodeJS.ProcessEnv>

/**
 * Reads the variables `AWS_*`, then `~/.aws/credentials` and `~/.aws/config`.
 *
 * @throws ProblemsError that names what is missing and no value.
 */
export function awsSettings(env: Env, home = homedir()): AwsSettings {
  const profile = env.AWS_PROFILE ?? 'default'
  const inFile = sectionOf(env.AWS_SHARED_CREDENTIALS_FILE ?? join(home, '.aws', 'credentials'), profile)
  const inConfig = sectionOf(
    env.AWS_CONFIG_FILE ?? join(home, '.aws', 'config'),
    profile === 'default' ? profile : `profile ${profile}`,
  )
  const keys = keysIn(env) ?? keysIn(upperCase(inFile)) ?? keysIn(upperCase(inConfig))
  const region = env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? inConfig.region ?? inFile.region ?? 'us-east-1'
  const endpoint = env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL ?? inConfig.endpoint_url
  return { region, ...(keys ? { keys } : {}), ...(endpoint ? { endpoint: endpointOf(endpoint) } : {}) }
}

function keysIn(env: Env): AwsKeys | undefined {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = env
  if (!id && !secret) return undefined
  if (!id || !secret)
    throw new ProblemsError({
      code: 'half-a-key',
      message: `${id ? 'AWS_SECRET_ACCESS_KEY' : 'AWS_ACCESS_KEY_ID'} is not set, and its other half is`,
      hint: 'set both, or none and name a profile of ~/.aws/credentials by AWS_PROFILE',
    })
  return { accessKeyId: id, secretAccessKey: secret, ...(token ? { sessionToken: token } : {}) }
}

const upperCase = (section: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(section).map(([name, value]) => [name.toUpperCase(), value]))

/** One section of an INI file; empty where there is no such file or section. */
function sectionOf(file: string, name: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  let isIn = false
  for (const line of (textIfThere(file) ?? '').split(/\r?\n/)) {
    const [, section] = /^\s*\[\s*(.*?)\s*\]/.exec(line) ?? []
    if (section !== undefined) isIn = section === name
    const [, key, value] = /^\s*([a-z0-9_]+)\s*=\s*(.*?)\s*$/i.exec(line) ?? []
    if (isIn && key !== undefined && !line.trimStart().startsWith('#')) found[key.toLowerCase()] = value!
  }
  return found
}

function endpointOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (
    url !== undefined &&
    url.username === '' &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)))
  )
    return url
  throw new ProblemsError({
    code: 'wrong-address',
    message: 'AWS_ENDPOINT_URL is no https:// address',
    hint: 'as in https://minio.example.org',
  })
}
