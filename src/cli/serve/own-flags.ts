/** The flags of `jam serve` that are not settings, and its help. */
import { switchFlag, textFlag } from "../flags/flag-kinds.ts";
import { formatFlags, paragraph } from "../flags/help.ts";
import { SERVE_FLAGS } from "./serve-flags.ts";
import { variableName } from "./settings.ts";

export const OWN_FLAGS = {
  config: textFlag(() => "", {
    placeholder: "FILE",
    help: "TOML file with settings, named as the flags",
    fallbackText: "none",
  }),
  inetd: switchFlag({
    help: "serve the one connection on standard input and output, as a program of inetd; Linux",
  }),
  printConfig: switchFlag({ help: "print the settings in force and the source of each, and exit" }),
};

export const serveHelp = () => `Usage: jam serve [FLAGS]

${paragraph(`Serves the time on a TCP port: TIME CR LF is answered with JAM hh:mm:ss CR LF; QUIT CR LF ends the session.`)}

${formatFlags(SERVE_FLAGS)}

${formatFlags(OWN_FLAGS)}

${paragraph(`Every setting can also be an environment variable (--port as ${variableName("port")}) or a line of the TOML file (port = 45000).
Flags override environment variables, which override the file. Without a terminal, SIGHUP reloads the file.`)}

${paragraph(`Exit codes: 0 it was stopped, 2 usage error, 3 something is missing on this machine, such as a free port.`)}`;
