/** The sentences of a plan in English. */
import type { NoServer } from "../../outcome.ts";
import type { Note } from "../rules/rule.ts";
import type { PlanTexts } from "./texts.ts";

const NAME_IT = "Name the server's file in grade.toml, or its command";

export const EN: PlanTexts = {
  noServer,
  note,
  severalServers: (files) =>
    `Several files are servers, and nothing decides between them: ${files}. Name one in grade.toml, as server = "…".`,
  sameId: (sources) => `Several submissions have this id: ${sources}. Rename or remove all but one.`,
  decidedBy: (who, file) => {
    switch (who) {
      case "student":
        return `${file} names it for this student`;
      case "class":
        return `${file} names it for the class`;
      case "manifest":
        return "the manifest names it";
    }
  },
};

function noServer(why: NoServer): string {
  switch (why.kind) {
    case "only-client":
      return `Only a client was found: ${why.file}:${why.line} connects to a server, and no file listens. Hand in the server too.`;
    case "only-udp":
      return `${why.file}:${why.line} uses UDP, and no file listens for TCP connections. The time server is a TCP server.`;
    case "never-listens":
      return `${why.file}:${why.line} binds a port, but nothing listens on it. A TCP server calls listen after bind.`;
    case "no-main":
      return `${why.file}:${why.line} opens a port, but no program starts it: there is no main that uses this file. Hand in the file with main too.`;
    case "no-listener":
      return `No file opens a TCP port and listens: ${why.files.join(", ")}. ${NAME_IT}.`;
    case "notebook":
      return `${why.file} is a notebook, which cannot be started as a server. Hand in its code as a file of source code.`;
    case "only-compiled":
      return `Only compiled files were handed in, such as ${why.file}. Hand in the source code.`;
    case "other-language":
      return `${why.file} is written in ${why.language}, for which there is no rule. Give its command in grade.toml.`;
    case "no-source":
      return `No file is source code: ${why.files.join(", ") || "there is no file"}. Hand in the source code.`;
    case "missing-file":
      return `${why.file} is to be started, but the submission does not have it. ${NAME_IT}, for this student.`;
  }
}

function note(note: Note): string {
  switch (note.kind) {
    case "other-port":
      return `names port ${note.ports.join(", ")}, not ${note.asked}`;
    case "starts":
      return `started by ${note.file}`;
    case "python-2":
      return `line ${note.line} is Python 2`;
    case "makefile":
      return `${note.file} links it as ${note.target}`;
    case "http":
      return "a server of HTTP";
    case "set-aside":
      return `set aside: ${note.files.join(", ")}`;
    case "named-by":
      return `${note.file} starts this file`;
  }
}
