/** The terminal's alternate screen, drawn frame by frame and restored at the end. */
import { CLEAR_LINE } from "../terminal/clear-line.ts";
import type { Screen } from "./frame.ts";

const ESCAPE = "\u001b[";
/** Alternate screen buffer, so that the terminal's content returns at the end; cursor hidden. */
const ENTER = `${ESCAPE}?1049h${ESCAPE}?25l`;
const LEAVE = `${ESCAPE}?25h${ESCAPE}?1049l`;
const HOME = `${ESCAPE}H`;
const CLEAR_REST = `${ESCAPE}J`;

const CTRL_C = "\u0003";
const CTRL_D = "\u0004";

interface LiveScreen extends Disposable {
  readonly size: Screen;
  draw(lines: readonly string[]): void;
  onResize(draw: () => void): void;
}

/** @param quit called for q, Ctrl-C, Ctrl-D and signals */
export function openScreen(quit: () => void): LiveScreen {
  const { stdin, stdout } = process;
  const onKey = (keys: Buffer) => {
    if ([...keys.toString()].some((key) => ["q", "Q", CTRL_C, CTRL_D].includes(key))) quit();
  };
  // Not once: a second signal before the end would leave the terminal as it is.
  process.on("SIGTERM", quit).on("SIGINT", quit).on("SIGHUP", quit);
  stdin.setRawMode(true).on("data", onKey).resume();
  stdout.write(ENTER);
  return {
    get size() {
      return { columns: stdout.columns || 80, rows: stdout.rows || 24 };
    },
    draw(lines) {
      stdout.write(HOME + lines.map((line) => line + CLEAR_LINE).join("\r\n") + CLEAR_REST);
    },
    onResize(draw) {
      stdout.on("resize", draw);
    },
    [Symbol.dispose]() {
      stdin.setRawMode(false).off("data", onKey).pause();
      stdout.removeAllListeners("resize");
      stdout.write(LEAVE);
    },
  };
}
