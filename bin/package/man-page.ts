/** The commands and their flags → the man page jam(1). Pure. */
import type { HelpPage } from "./help.ts";

export function manPage(pages: readonly HelpPage[], version: string, date: string): string {
  const sections = pages.map(({ command, summary, flags, text }) =>
    [
      `.SS jam ${command}`,
      roff(sentence(summary)),
      ...flags.flatMap(({ name, placeholder, help }) => [
        ".TP",
        `\\fB${roff(name)}\\fR${placeholder === undefined ? "" : ` \\fI${roff(placeholder)}\\fR`}`,
        roff(help),
      ]),
      ...exitCodes(text),
    ].join("\n"),
  );
  return `.TH JAM 1 "${date}" "jam ${version}" "User Commands"
.SH NAME
jam \\- TCP time server, with a checker, a load generator, a network lab and a monitor
.SH SYNOPSIS
.B jam
.I COMMAND
.RI [ FLAGS ]
.SH DESCRIPTION
A client sends \\fBTIME\\fR CR LF to port 45000 and is answered with \\fBJAM hh:mm:ss\\fR CR LF; \\fBQUIT\\fR CR LF ends the
session. One program serves this protocol, tests servers of it, loads them, and shows what they do.
.SH COMMANDS
${sections.join("\n")}
.SH FILES
.TP
.I /etc/jam/jam.toml
Settings of the service; \\fBjam serve \\-\\-print\\-config\\fR prints all of them.
.SH SEE ALSO
.BR systemctl (1),
.BR nc (1)
`;
}

/** The last paragraph of a help text. */
function exitCodes(text: string): readonly string[] {
  const codes = /^Exit codes: (.*(?:\n\S.*)*)/m.exec(text)?.[1];
  return codes === undefined ? [] : [".PP", roff(`Exit codes: ${codes.replace(/\s+/g, " ")}`)];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** A backslash, a dash, and a dot or a quote that begins a line, mean something in roff. */
function roff(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replace(/^([.'])/gm, "\\&$1");
}
