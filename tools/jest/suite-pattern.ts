/** For `testPathIgnorePatterns`: one suite, by its path in the repository. */
export const suitePattern = (path: string): string => `<rootDir>/${path.replaceAll('.', '\\.')}$`
