/** Where `lab run` keeps a run, and `lab report` looks for one, when nothing is said. */

export const RUN_FOLDER = "lab-run";
