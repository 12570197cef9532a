import { posix } from 'node:path'
import { placeOf } from './navigation'

/** A link of a page to something in the repository. */
export interface RepositoryLink {
  /** Below the root of the repository. */
  readonly file: string
  readonly anchor: string
}

/** Code between backticks, which is left alone, or a link, whose words may hold such code. */
const CODE_OR_LINK =
  /(`+)(?:(?!\1)[\s\S])+?\1(?!`)|(?<open>!?\[(?:`[^`]*`|[^\][`]|\[[^\]]*\])*\]\()(?<target>[^)\s]+)\)/g

/** Blocks of code. */
const BLOCK = /^(`{3,})[^\n]*\n[\s\S]*?^\1[^\n]*$/gm

/** Where a link of a page leads in the repository; undefined for addresses of the web, and for the names that a paper links to. */
export function repositoryLink(page: string, target: string): RepositoryLink | undefined {
  if (/^(?:[a-z]+:|#)/i.test(target)) return undefined
  const [path = '', anchor = ''] = target.split('#')
  return { file: posix.normalize(posix.join(posix.dirname(page), path)).replace(/\/$/, ''), anchor }
}

/** The page's links into the repository. */
export function linksOf(page: string, text: string): readonly RepositoryLink[] {
  const found: RepositoryLink[] = []
  changeLinks(text, (open, target) => {
    const link = repositoryLink(page, target)
    if (link) found.push(link)
    return open + target
  })
  return found
}

/**
 * The page's text with its links as the site has them, and without comments. Pictures stay where they are: beside the page.
 *
 * @param pageOf what a link to a file or folder shows, as of a folder its README.
 */
export const siteText = (page: string, text: string, pageOf = (file: string): string => file): string =>
  changeLinks(text.replace(/^<!--[\s\S]*?-->\n/gm, ''), (open, target) => {
    const link = repositoryLink(page, target)
    if (!link || open.startsWith('!')) return open + target
    return `${open}/${placeOf(pageOf(link.file))}${link.anchor && `#${link.anchor}`}`
  })

function changeLinks(text: string, change: (open: string, target: string) => string): string {
  const prose = (part: string): string =>
    part.replace(CODE_OR_LINK, (whole, ...groups) => {
      const { open, target } = groups.at(-1) as { open?: string; target?: string }
      return open === undefined || target === undefined ? whole : `${change(open, target)})`
    })
  let end = 0
  let made = ''
  for (const match of text.matchAll(BLOCK)) {
    made += prose(text.slice(end, match.index)) + match[0]
    end = match.index + match[0].length
  }
  return made + prose(text.slice(end))
}
