import { ProblemsError } from 'bocas/internal/light'

type Env = Readonly<NodeJS.ProcessEnv>

/** The variables by which programs are told of a proxy; in small letters they come first, as for curl and git. */
const valueOf = (env: Env, name: string): string | undefined => env[name.toLowerCase()] || env[name] || undefined

/** Many write it as `proxy.example.org:3128`. */
function addressIn(env: Env, name: string): string | undefined {
  const text = valueOf(env, name)
  if (text === undefined) return undefined
  const address = text.includes('://') ? text : `http://${text}`
  if (URL.canParse(address) && /^(?:https?|socks5?):$/.test(new URL(address).protocol)) return address
  throw new ProblemsError({
    code: 'wrong-address',
    message: `${name} is no address of a proxy`,
    hint: 'as in http://proxy.example.org:3128; what needs none stands in NO_PROXY',
  })
}

const known = new WeakMap<Env, Promise<object>>()

/**
 * What to give `fetch` so that it goes through the proxy which the environment names: by itself it takes no notice of these variables in Node 20. Nothing is
 * loaded where there is none.
 *
 * @throws ProblemsError for a proxy that is none; its address is not repeated, since it may hold a password.
 */
export async function throughProxy(env: Env): Promise<object> {
  const [httpsProxy, httpProxy] = [addressIn(env, 'HTTPS_PROXY'), addressIn(env, 'HTTP_PROXY')]
  if (httpsProxy === undefined && httpProxy === undefined) return {}
  const agent = known.get(env) ?? dispatcher(httpsProxy ?? httpProxy!, httpProxy, valueOf(env, 'NO_PROXY') ?? '')
  known.set(env, agent)
  return agent
}

async function dispatcher(httpsProxy: string, httpProxy: string | undefined, noProxy: string): Promise<object> {
  const { EnvHttpProxyAgent } = await import('undici')
  return { dispatcher: new EnvHttpProxyAgent({ httpsProxy, httpProxy: httpProxy ?? '', noProxy }) }
}

/** Whether an address is reached through a proxy, for what is said when it is not. */
export const hasProxy = (env: Env): boolean =>
  valueOf(env, 'HTTPS_PROXY') !== undefined || valueOf(env, 'HTTP_PROXY') !== undefined
