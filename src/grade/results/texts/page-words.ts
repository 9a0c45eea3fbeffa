/** The words of the class page and of its tables. */

export interface PageWords {
  readonly title: string;
  readonly figures: Readonly<Record<"students" | "judged" | "notJudged" | "median" | "passAll", string>>;
  readonly late: string;
  readonly lateRemark: string;
  readonly port: (port: number | string) => string;
  readonly portRemark: (port: number | string) => string;
  readonly flaky: string;
  /** At a limit of the sandbox. */
  readonly stopped: string;
  readonly contents: string;
  readonly withoutGrade: string;
  readonly withoutGradeLead: string;
  readonly whatToDo: string;
  readonly reason: string;
  readonly lastOutput: string;
  readonly distribution: string;
  readonly distributionLead: string;
  readonly bar: (range: string, count: number) => string;
  readonly mistakes: string;
  readonly mistakesLead: (judged: number) => string;
  readonly ofJudged: (count: number, judged: number) => string;
  readonly moreMistakes: (count: number) => string;
  readonly groups: string;
  readonly groupsLead: string;
  readonly noEvidence: string;
  readonly groupFails: (count: number) => string;
  readonly groupPasses: (count: number) => string;
  readonly alsoSkipped: (count: number) => string;
  readonly table: string;
  readonly tableLead: string;
  readonly student: string;
  readonly grade: string;
  readonly search: string;
  readonly show: string;
  readonly showAll: string;
  readonly showLate: string;
  readonly showPort: string;
  readonly showPassing: string;
  readonly whoFail: string;
  readonly anyCase: string;
  readonly shown: string;
  readonly legend: string;
  readonly evidence: string;
  readonly close: string;
  readonly wholeReport: string;
  readonly noTrace: string;
  readonly requirement: string;
  readonly anonymous: string;
  readonly made: string;
  readonly scriptNeeded: string;
}
