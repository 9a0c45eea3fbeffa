/** A sentence of the narrative → runs of prose and of code, which is between backticks. */

export interface Run {
  readonly text: string;
  readonly isCode: boolean;
}

export function proseRuns(sentence: string): readonly Run[] {
  return sentence
    .split(/`([^`]*)`/)
    .map((text, index) => ({ text, isCode: index % 2 === 1 }))
    .filter(({ text }) => text !== "");
}
