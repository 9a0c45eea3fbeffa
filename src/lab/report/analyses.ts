/** The narrative's paragraph on a point, told with the sessions that the report draws there. */
import type { Session } from "../capture/facts.ts";
import { narrate } from "../narrative/narrative.ts";
import type { Analyses, ReportInput } from "./outline.ts";

export function analysesOf({ facts, language }: ReportInput): Analyses {
  return (point, shown) => {
    // The narrative takes the first session that serves: the pictures beside it are to be of the same.
    const sessions = [...new Set<Session>([...shown, ...facts.sessions])];
    const { sections } = narrate({ ...facts, sessions }, language);
    const told = sections.flatMap(({ points }) => points).filter((one) => one.point === point);
    return told.map(({ analysis }) => analysis);
  };
}
