/** What stands between two dollars, without a space inside them or a figure after them: prices are none. */
export const MATHS = /\$(?! )((?:\\.|[^$\\])+?)(?<! )\$(?!\d)/g
