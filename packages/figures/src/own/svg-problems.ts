import { type Problem, shorten } from 'bocas/internal'

/** Elements that run something, hold another document or move. A picture in print has no use for them. */
const REFUSED_ELEMENTS: Readonly<Record<string, string>> = {
  script: 'a script',
  handler: 'a script',
  foreignobject: 'a document of another kind',
  iframe: 'another document',
  object: 'another document',
  embed: 'another document',
  link: 'another document',
  audio: 'sound',
  video: 'a film',
  animate: 'an animation',
  animatecolor: 'an animation',
  animatemotion: 'an animation',
  animatetransform: 'an animation',
  set: 'an animation',
}

/** Pictures that may be inside: rasters, which nothing can be hidden in. */
const INNER_PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*$/i

const SHOWN = 10

/** What is wrong with an SVG, each with its line: it is none, it runs something, or it loads something from elsewhere. */
export function svgProblems(bytes: Uint8Array): Problem[] {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error
    return [{ message: 'it is no text in UTF-8' }]
  }
  const body = text.replace(/^\s*(?:<\?xml[^>]*\?>)?(?:\s|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*>)*/, '')
  if (!/^<(?:\w+:)?svg[\s>]/.test(body)) return [{ message: 'it is no SVG: its first element is not <svg>' }]
  if (!/<\/(?:\w+:)?svg\s*>\s*(?:<!--[\s\S]*?-->\s*)*$/.test(text))
    return [{ message: 'it is cut off: </svg> is missing' }]
  const problems: Problem[] = []
  const refuse = (index: number, message: string): void => {
    problems.push({ message, path: `line ${text.slice(0, index).split('\n').length}` })
  }
  const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)/.exec(text)?.[1]
  if (declared !== undefined && !/^utf-?8$|^(?:us-)?ascii$/i.test(declared))
    refuse(0, `its encoding is ${declared}, not UTF-8`)
  for (const { index, 0: found } of text.matchAll(/<!ENTITY|<!DOCTYPE[^>]*\[|<\?xml-stylesheet/g))
    refuse(index, found.startsWith('<?') ? 'it loads a style sheet' : 'it declares entities')
  for (const tag of tagsIn(text)) checkTag(tag, refuse)
  if (problems.length > SHOWN)
    problems.splice(SHOWN, problems.length, { message: `… and ${problems.length - SHOWN} more` })
  return problems
}

interface Tag {
  readonly index: number
  /** In small letters, without its prefix. */
  readonly name: string
  readonly attributes: readonly { readonly name: string; readonly value: string }[]
  /** Of a <style>: what is in it. */
  readonly style?: string
}

/** The elements of a text; comments hold none. */
function* tagsIn(text: string): Generator<Tag> {
  const pattern =
    /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<([A-Za-z_][\w.:-]*)((?:\s+[^\s=>"'/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>|<[^!?/]/g
  for (const { 0: all, 1: name, 2: inside, index } of text.matchAll(pattern)) {
    if (all.startsWith('<!')) continue
    if (name === undefined) {
      yield { index, name: '', attributes: [] }
      continue
    }
    const attributes = [...inside!.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map((found) => ({
      name: localName(found[1]!),
      value: decoded(found[2] ?? found[3]!),
    }))
    const end = index + all.length
    const style =
      localName(name) === 'style' && !all.endsWith('/>') ? text.slice(end, text.indexOf('</', end)) : undefined
    yield { index, name: localName(name), attributes, ...(style === undefined ? {} : { style: decoded(style) }) }
  }
}

function checkTag({ index, name, attributes, style }: Tag, refuse: (index: number, message: string) => void): void {
  if (name === '') return refuse(index, 'a "<" begins no element: it is no XML')
  const element = Object.hasOwn(REFUSED_ELEMENTS, name) ? REFUSED_ELEMENTS[name] : undefined
  if (element !== undefined) refuse(index, `<${name}> is ${element}, which a figure has no use for`)
  for (const { name: attribute, value } of attributes) {
    if (/^on/.test(attribute)) refuse(index, `${attribute} is a script, which a figure has no use for`)
    else if (attribute === 'href' || attribute === 'src') {
      if (!isInside(name, value))
        refuse(index, `it loads ${shorten(value, 61)}: put what it shows into the picture itself`)
    } else if (attribute === 'style' || value.includes('url(')) checkStyle(value, index, refuse)
  }
  if (style !== undefined) checkStyle(style, index, refuse)
}

function checkStyle(css: string, index: number, refuse: (index: number, message: string) => void): void {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, '')
  if (/@import/i.test(bare)) refuse(index, 'it imports a style sheet')
  // By an escape a name can be written so that nobody finds it.
  if (/\\/.test(bare)) refuse(index, 'its style has escapes, in which anything can be hidden')
  for (const [, target] of bare.matchAll(/url\(\s*["']?([^"')]*)/gi))
    if (!isInside('', target!.trim()))
      refuse(index, `it loads ${shorten(target!, 61)}: put what it shows into the picture itself`)
}

/** What is part of the picture; links to pages of the web load nothing. */
const isInside = (element: string, target: string): boolean =>
  target.startsWith('#') || INNER_PICTURE.test(target) || (element === 'a' && /^https?:\/\//i.test(target))

const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase()

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Characters that are written by their numbers or names. */
const decoded = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi,
    (all, hex?: string, decimal?: string, named?: string) => {
      if (named !== undefined) return NAMED[named.toLowerCase()]!
      const code = hex === undefined ? Number(decimal) : parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : all
    },
  )
