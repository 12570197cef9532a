import { inflateSync } from 'node:zlib'
import { type Problem } from 'bocas/internal'

/** Names that make a PDF do something, or hold something else (ISO 32000-1, 7.6, 7.11.4, 12.6 and 13). */
const REFUSED: readonly (readonly [name: string, what: string])[] = [
  ['JavaScript', 'a script'],
  ['JS', 'a script'],
  ['Launch', 'a program to be started'],
  ['OpenAction', 'something to be done when it is opened'],
  ['SubmitForm', 'a form that is sent'],
  ['GoToR', 'a jump into another file'],
  ['EmbeddedFile', 'another file'],
  ['RichMedia', 'media'],
  ['Encrypt', 'encryption'],
]

/** Bytes of one packed stream of objects at most. */
const MOST_UNPACKED = 64 * 1024 * 1024

/** What is wrong with the bytes of a PDF. Its pages are drawn by whoever shows it, and not here. */
export function pdfProblems(bytes: Uint8Array): Problem[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (!/^%PDF-[12]\.\d/.test(text)) return [{ message: 'these bytes are no PDF: they do not begin with %PDF-' }]
  if (!text.slice(-1024).includes('%%EOF')) return [{ message: 'the PDF is cut off: it does not end with %%EOF' }]
  const objects = [withoutStreams(text), ...packedObjects(text)].map(withPlainNames)
  const found = new Set(
    REFUSED.flatMap(([name, what]) => (objects.some((one) => new RegExp(`/${name}\\b`).test(one)) ? [what] : [])),
  )
  return [...found].map((what) => ({ message: `the PDF holds ${what}, which a figure has no use for` }))
}

/** What is said of objects, without the bytes of pictures and fonts, in which any name can stand by chance. */
const withoutStreams = (text: string): string => text.replace(/\bstream\r?\n[\s\S]*?\bendstream\b/g, 'stream endstream')

/** Objects may be packed together (ISO 32000-1, 7.5.7). */
function packedObjects(text: string): string[] {
  const streams = text.matchAll(/\/Type\s*\/ObjStm\b[\s\S]*?\bstream\r?\n([\s\S]*?)\r?\n?endstream\b/g)
  return [...streams].map(([, packed]) => {
    try {
      return inflateSync(Buffer.from(packed!, 'latin1'), { maxOutputLength: MOST_UNPACKED }).toString('latin1')
    } catch {
      // In another packing, or broken: whoever shows it finds out.
      return packed!
    }
  })
}

/** Letters of names may be written as #4A (ISO 32000-1, 7.3.5). */
const withPlainNames = (text: string): string =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
