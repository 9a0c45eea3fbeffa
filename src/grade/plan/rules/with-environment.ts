/** A command with environment variables before it. */

/** @param variables `PORT=45000` */
export function withEnvironment(variables: readonly string[], command: readonly string[]): readonly string[] {
  return variables.length === 0 ? command : ["env", ...variables, ...command];
}
