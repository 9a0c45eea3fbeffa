/** The commands and their flags → completions for bash, zsh and fish. Pure. */
import type { HelpFlag, HelpPage } from "./help.ts";

/** Values that are files or folders: the shell completes them itself. */
const IS_FILE = /FILE|DIR|FOLDER|CAPTURE/;

export function bashCompletion(pages: readonly HelpPage[]): string {
  const cases = pages.map(
    ({ command, flags }) =>
      `    "${command}") words="${[...subcommandsOf(pages, command), ...namesOf(flags)].join(" ")}" ;;`,
  );
  const files = pages
    .flatMap(({ flags }) => flags)
    .filter(({ placeholder = "" }) => IS_FILE.test(placeholder));
  return `# bash completion for jam; made from its flags.
_jam() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} words
  case $before in
    ${[...new Set(namesOf(files))].join("|")}) COMPREPLY=($(compgen -f -- "$current")); return ;;
  esac
  local command=\${COMP_WORDS[1]-}
  case "$command \${COMP_WORDS[2]-}" in
    ${pages
      .filter(({ command }) => command.includes(" "))
      .map(({ command }) => `"${command}"`)
      .join("|")}) [ "$COMP_CWORD" -gt 2 ] && command="$command \${COMP_WORDS[2]}" ;;
  esac
  [ "$COMP_CWORD" = 1 ] && command=
  case $command in
    "") words="${subcommandsOf(pages, "").join(" ")} --help --version" ;;
${cases.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  case $current in -*) ;; *) COMPREPLY+=($(compgen -f -- "$current")) ;; esac
}
complete -o filenames -F _jam jam
`;
}

export function zshCompletion(pages: readonly HelpPage[]): string {
  const cases = pages.map(({ command, flags }) => {
    const under = describe(pages.filter((page) => isUnder(page, command)));
    const rest = under === "" ? "'*:file:_files'" : `'1:command:((${under}))' '*:file:_files'`;
    return `    '${command}') _arguments ${[...flags.map(zshFlag), rest].join(" \\\n      ")} ;;`;
  });
  return `#compdef jam
# zsh completion for jam; made from its flags.
local command=$words[2]
case "$command $words[3]" in
  ${pages
    .filter(({ command }) => command.includes(" "))
    .map(({ command }) => `"${command}"`)
    .join("|")}) ((CURRENT > 3)) && command="$command $words[3]" && shift words && ((CURRENT--)) ;;
esac
if ((CURRENT == 2)); then
  _arguments '1:command:((${describe(pages.filter((page) => isUnder(page, "")))}))' '--help' '--version'
else
  shift words
  ((CURRENT--))
  case $command in
${cases.join("\n")}
  esac
fi
`;
}

export function fishCompletion(pages: readonly HelpPage[]): string {
  const lines = pages.flatMap(({ command, summary, flags }) => {
    const [first = "", second] = command.split(" ");
    const under = second === undefined ? "__fish_use_subcommand" : `__fish_seen_subcommand_from ${first}`;
    const seen =
      second === undefined
        ? `__fish_seen_subcommand_from ${first}`
        : `__fish_seen_subcommand_from ${first}; and __fish_seen_subcommand_from ${second}`;
    return [
      `complete -c jam -f -n '${under}' -a '${second ?? first}' -d '${quoted(summary)}'`,
      ...flags.map(({ name, placeholder, help }) => {
        const value = placeholder === undefined ? "" : IS_FILE.test(placeholder) ? " -r -F" : " -x";
        return `complete -c jam -n '${seen}' -l '${name.slice(2)}'${value} -d '${quoted(help)}'`;
      }),
    ];
  });
  return `# fish completion for jam; made from its flags.\n${lines.join("\n")}\n`;
}

function zshFlag({ name, placeholder, help }: HelpFlag): string {
  const text = quoted(help).replaceAll(":", "\\:").replaceAll("[", "\\[").replaceAll("]", "\\]");
  if (placeholder === undefined) return `'${name}[${text}]'`;
  return `'${name}=[${text}]:${placeholder.toLowerCase().replace(/[^a-z]/g, "")}:${IS_FILE.test(placeholder) ? "_files" : ""}'`;
}

function describe(pages: readonly HelpPage[]): string {
  return pages
    .map(
      ({ command, summary }) =>
        `${command.split(" ").at(-1)}\\:"${quoted(summary).replaceAll(":", "\\:").replaceAll('"', '\\"')}"`,
    )
    .join(" ");
}

/** Inside single quotes of a shell. */
function quoted(text: string): string {
  return text.replaceAll("'", "’");
}

function isUnder({ command }: HelpPage, parent: string): boolean {
  return parent === "" ? !command.includes(" ") : command.startsWith(`${parent} `);
}

function subcommandsOf(pages: readonly HelpPage[], parent: string): readonly string[] {
  return pages.filter((page) => isUnder(page, parent)).map(({ command }) => command.split(" ").at(-1) ?? "");
}

function namesOf(flags: readonly HelpFlag[]): readonly string[] {
  return flags.map(({ name }) => name);
}
