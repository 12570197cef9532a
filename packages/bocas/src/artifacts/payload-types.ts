/** The digest and size of a file beside result.json. */
export interface Payload {
  /** Hexadecimal SHA-256. */
  readonly sha256: string
  /** Size in bytes. */
  readonly bytes: number
}

/**
 * Where a kind puts what does not belong into JSON. File names are `<artifact><suffix>`, or another one where that is taken; the suffix is
 * `.npy`, `-train.csv`, …
 */
export interface PayloadWriter {
  /** Writes a file and gives its name, for `data`. */
  write(suffix: string, content: Uint8Array | string): Promise<string>
  /** Keeps a file of the run, of any size, and gives its name, for `data`. */
  copy(suffix: string, source: string): Promise<string>
}

/** Reads the files of a result. Every read is checked against the stored digest. */
export interface PayloadReader {
  /** @throws ResultError (`damaged`) when the file is gone, is not the one that was written, or was never part of the result. */
  bytes(file: string): Uint8Array
  /** The same, as UTF-8 text. */
  text(file: string): string
  /** The absolute path of the file, whose content has just been checked; for files of any size. */
  path(file: string): string
}
