/** Words ↔ a POSIX shell's command line. */

/** A word that the shell takes as it stands. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
