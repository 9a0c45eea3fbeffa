/** A flag that may be given many times → the same flag once, its values with commas between them. */

/** Flags behind `--` are another program's. */
export function gatherRepeated(args: readonly string[], flag: string): readonly string[] {
  const terminator = args.indexOf("--");
  const own = terminator < 0 ? args : args.slice(0, terminator);
  const others: string[] = [];
  const values: string[] = [];
  for (let at = 0; at < own.length; at++) {
    const arg = own[at] as string;
    const next = own[at + 1];
    if (arg.startsWith(`${flag}=`)) values.push(arg.slice(flag.length + 1));
    else if (arg === flag && next !== undefined) {
      values.push(next);
      at++;
    } else others.push(arg);
  }
  const gathered = values.length === 0 ? [] : [`${flag}=${values.join(",")}`];
  return [...others, ...gathered, ...args.slice(own.length)];
}
