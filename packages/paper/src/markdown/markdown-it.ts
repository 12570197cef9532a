import markdownIt from 'markdown-it'

/** The parser, with tables and HTML as GitHub reads them and typographic quotes left alone. */
export const openMarkdown = () => markdownIt({ html: true, linkify: false, typographer: false })

export type MarkdownIt = ReturnType<typeof openMarkdown>
export type Token = ReturnType<MarkdownIt['parse']>[number]

/** The address of a picture, as the text gives it. */
export const sourceOf = (image: Token): string => String(image.attrGet('src') ?? '')
