/**
 * The folder of these sources; in a release, that of the few files that they were bundled to, beside which all other files lie as they do here. No other
 * source goes by its own `__dirname`: in a release it is part of a file elsewhere.
 */
export const HERE = __dirname
