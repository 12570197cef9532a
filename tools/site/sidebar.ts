import { NAVIGATION, placeOf, type MadePage, type Page } from './navigation'

export interface SidebarItem {
  readonly text: string
  readonly link?: string
  readonly items?: readonly SidebarItem[]
  readonly collapsed?: boolean
}

/** The list beside each page, in the form of VitePress. */
export const sidebar = (): SidebarItem[] =>
  NAVIGATION.map(({ title, pages }) => ({ text: title, items: pages.map(item) }))

function item(listed: Page | MadePage): SidebarItem {
  if ('place' in listed) return { text: listed.title, link: `/${listed.place}` }
  const { title, file, below } = listed
  return {
    text: title,
    link: `/${placeOf(file)}`,
    ...(below && { collapsed: true, items: below.map(item) }),
  }
}
