import { isBuiltin } from 'node:module'

/** Words without which code loads nothing but what its imports name. One too many costs a question, one too few an answer. */
const WAYS = /\bimport\s*\(|\beval\b|\bFunction\b|\b(?:node:)?vm\b/

const IMPORTS = /\b(?:from|import)\s*(["'])(.*?)\1/g

/**
 * Whether a module can lead to other ES modules than those of Node: it imports one, or has a word by which it could. What `require` loads is listed by Node,
 * and asked for there.
 */
export const canLoadModules = (code: string): boolean =>
  WAYS.test(code) || [...code.matchAll(IMPORTS)].some(([, , name]) => !isBuiltin(name!))
