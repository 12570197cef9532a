/** What stands between two dollars, without a space inside them or a figure after them: prices are none, and neither is a dollar behind a backslash. */
export const MATHS = /(?<!\\)\$(?! )((?:\\.|[^$\\])+?)(?<! )\$(?!\d)/g
