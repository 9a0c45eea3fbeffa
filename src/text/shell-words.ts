/** A word → the same word on a POSIX shell's command line. */

/** Quoted unless the shell would take it unchanged. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
