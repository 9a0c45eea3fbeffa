/** English: states that are not grades, their reasons, and what to do. */
import type { NotJudged } from "../../../check/not-judged.ts";
import { PAGE } from "./en-page.ts";
import type { ResultTexts } from "./texts.ts";

export const EN: ResultTexts = {
  states: {
    judged: "judged",
    "did-not-build": "did not build",
    "did-not-start": "did not start",
    "no-server-found": "no server found",
    undecided: "undecided",
    "cannot-read": "cannot be read",
    "not-submitted": "not submitted",
    "judge-error": "judge error",
  },
  didNotBuild: (command) => `The build failed: ${command}.`,
  didNotStart,
  notSubmitted: "There is no submission of this student.",
  judgeError: "The judge could not finish; the server is not to blame.",
  exceeded: {
    seconds: "The submission took longer than the time limit, and was stopped.",
    cpu: "The submission used more processor time than the limit, and was stopped.",
    memory: "The submission used more memory than the limit, and was stopped.",
    output: "The submission printed more than the limit, and was stopped.",
    disk: "The submission filled the disk space that it had.",
  },
  toDo: {
    "did-not-build":
      "Read the output. If a file of the course is missing, add it in `grade.toml`. Then run `jam grade FOLDER --again did-not-build`.",
    "did-not-start":
      "Read the output. If the server needs an argument or another folder, write its `command` in `grade.toml`. Then run `jam grade FOLDER --again did-not-start`.",
    "no-server-found":
      "If the submission has a server, write its `command` in `grade.toml`. Then run `jam grade FOLDER --again no-server-found`.",
    undecided: "Decide for this student in `grade.toml`. Then run `jam grade FOLDER --again undecided`.",
    "cannot-read":
      "Ask the student for a ZIP of the source code, put it in its place, and run `jam grade FOLDER` again.",
    "not-submitted": "Nothing, unless the submission was handed in elsewhere.",
    "judge-error": "Run `jam grade FOLDER --again judge-error`. If it stays, report the message.",
  },
  forStudent: {
    "did-not-build":
      "The server could not be built, and so could not be tried. Correct the error that the output shows, build with the same command in an empty folder, and hand in again.",
    "did-not-start":
      "The server could not be tried. Start it with the same command in a copy of your submission, correct what it reports, and hand in again.",
    "no-server-found":
      "Check that the submission has all files, that one of them opens the port with `bind` and `listen`, and hand in again.",
    undecided: "Ask your lecturer: it has to be decided which file or which submission counts.",
    "cannot-read": "Hand in the source code as a ZIP without a password.",
    "not-submitted": "If you have handed in, ask your lecturer.",
    "judge-error": "Your lecturer will repeat the check. You have nothing to do.",
  },
  page: PAGE,
  notInSheet: (ids) => `Moodle's sheet has no row for ${ids.length}: ${ids.join(", ")}.`,
  locked: (ids) =>
    `Moodle's sheet does not let these grades be changed, and they are as they were: ${ids.join(", ")}.`,
  diff: {
    nothing: (students) => `Nothing changed: ${students} students have the same states, grades and verdicts.`,
    summary: (changed, unchanged) => `${changed} changed, ${unchanged} unchanged.`,
    absent: "absent",
  },
};

function didNotStart(facts: NotJudged | undefined): string {
  switch (facts?.why) {
    case undefined:
      return "The server did not start.";
    case "port-in-use":
      return `Port ${facts.port} was in use when the server was started.`;
    case "cannot-start":
      return `${facts.program} cannot be started: ${facts.code}.`;
    case "did-not-listen":
      return `The server did not listen within ${facts.seconds} s.`;
    case "exited":
      return facts.code === null
        ? `The server was ended by ${facts.signal} before it listened.`
        : `The server exited with ${facts.code} before it listened.`;
    case "went-to-background":
      return `The server went to the background, and did not listen within ${facts.seconds} s.`;
    case "judge-failed":
      return `The judge could not connect: ${facts.message} (${facts.code}).`;
  }
}
