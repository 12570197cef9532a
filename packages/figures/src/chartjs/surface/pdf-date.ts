/** A PDF with the date of its making set to the beginning of 1970, in as many bytes, so that equal figures are equal files. */
export function withoutDate(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1')
  const fixed = text.replace(
    /\/(CreationDate|ModDate) \(D:(\d{14})/g,
    (_, name: string) => `/${name} (D:19700101000000`,
  )
  return Buffer.from(fixed, 'latin1')
}
