/** What a file of lab/ exports as `subcommand`. */

export interface Subcommand {
  run(args: readonly string[]): Promise<number>;
}
