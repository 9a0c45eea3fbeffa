/** The help of every command → its summary and flags: the flag tables as a user sees them. */

export interface HelpFlag {
  /** With its dashes. */
  readonly name: string;
  /** Of its value; undefined for a switch. */
  readonly placeholder: string | undefined;
  readonly help: string;
}

export interface HelpPage {
  /** `serve`, or `lab run`. */
  readonly command: string;
  readonly summary: string;
  readonly text: string;
  readonly flags: readonly HelpFlag[];
}

/** @param helpOf runs `jam … --help` @returns the commands in their order, each followed by its subcommands */
export async function helpPages(
  helpOf: (words: readonly string[]) => Promise<string>,
): Promise<readonly HelpPage[]> {
  const pages: HelpPage[] = [];
  for (const [command, summary] of rowsOf(await helpOf([]))) {
    const text = await helpOf([command]);
    pages.push({ command, summary, text, flags: flagsOf(text) });
    for (const [subcommand, about] of rowsOf(text)) {
      const own = await helpOf([command, subcommand]);
      pages.push({ command: `${command} ${subcommand}`, summary: about, text: own, flags: flagsOf(own) });
    }
  }
  return pages;
}

/** `  name  what it does` */
function rowsOf(text: string): readonly (readonly [name: string, summary: string])[] {
  return [...text.matchAll(/^ {2}([a-z]+) {2,}(\S.*)$/gm)].map(([, name = "", summary = ""]) => [
    name,
    summary,
  ]);
}

/** `  --name VALUE  what it does`, which goes on in lines that are indented further. */
export function flagsOf(text: string): readonly HelpFlag[] {
  const flag = /^ {2}(--[a-z-]+)(?: (\S+))? {2,}(\S.*(?:\n {3,}\S.*)*)$/gm;
  return [...text.matchAll(flag)].map(([, name = "", placeholder, help = ""]) => ({
    name,
    placeholder,
    help: help.replace(/\s+/g, " "),
  }));
}
