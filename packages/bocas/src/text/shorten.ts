/** A text as it is, or its beginning and `…`: so many characters at most. */
export const shorten = (text: string, most = 80): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`)
