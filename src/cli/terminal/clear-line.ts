/** The control sequence that clears a terminal's line from the cursor on: EL of ECMA-48. */

export const CLEAR_LINE = "\u001b[K";
