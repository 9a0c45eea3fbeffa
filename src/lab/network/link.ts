/** The link of a host: delay, loss and bandwidth as given → settings → arguments for tc. */

/** Each applies to both directions. */
export interface LinkSettings {
  readonly delayMs: number | undefined;
  readonly lossPercent: number | undefined;
  readonly bitsPerSecond: number | undefined;
}

/** A link without limits. */
export const FREE_LINK: LinkSettings = {
  delayMs: undefined,
  lossPercent: undefined,
  bitsPerSecond: undefined,
};

/** A value for some hosts by name, or, under `undefined`, for every host. */
export type PerHost = ReadonlyMap<string | undefined, number>;

const UNITS: Readonly<Record<string, number>> = { bit: 1, kbit: 1e3, mbit: 1e6, gbit: 1e9 };

/** `50`, `50ms` or `1.5s` → milliseconds. @throws {Error} whose message continues the flag's name */
export function parseDelay(text: string): number {
  const [, number = "", unit = "ms"] = /^(\d+(?:\.\d+)?)(ms|s)?$/.exec(text) ?? [];
  const ms = Number(number) * (unit === "s" ? 1000 : 1);
  if (number !== "" && ms <= 60_000) return ms;
  throw new Error(`must be milliseconds up to 60000, such as 50ms, not ${JSON.stringify(text)}.`);
}

/** `5` or `5%`. @throws {Error} whose message continues the flag's name */
export function parseLoss(text: string): number {
  const [, number = ""] = /^(\d+(?:\.\d+)?)%?$/.exec(text) ?? [];
  if (number !== "" && Number(number) <= 100) return Number(number);
  throw new Error(`must be a percentage from 0 to 100, not ${JSON.stringify(text)}.`);
}

/** `1mbit`, `500kbit` → bits per second. @throws {Error} whose message continues the flag's name */
export function parseBandwidth(text: string): number {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)([kmg]?bit)$/i.exec(text) ?? [];
  const bits = Number(number) * (UNITS[unit.toLowerCase()] ?? Number.NaN);
  if (bits >= 8_000 && bits <= 40e9) return bits;
  throw new Error(`must be a rate from 8kbit to 40gbit, such as 1mbit, not ${JSON.stringify(text)}.`);
}

/** `50ms`, or `mesin2=50ms,mesin3=10ms`. @throws {Error} whose message continues the flag's name */
export function parsePerHost(text: string, parseValue: (text: string) => number): PerHost {
  const values = new Map<string | undefined, number>();
  for (const item of text.split(",")) {
    const cut = item.indexOf("=");
    const host = cut < 0 ? undefined : item.slice(0, cut).trim();
    if (values.has(host)) throw new Error(`sets ${host ?? "the value for every host"} twice.`);
    values.set(host, parseValue(item.slice(cut + 1).trim()));
  }
  return values;
}

export function valueFor(values: PerHost, host: string): number | undefined {
  return values.get(host) ?? values.get(undefined);
}

/** The first host with a value that is not in the lab. */
export function strayHost(values: PerHost, hosts: readonly string[]): string | undefined {
  return [...values.keys()].find((host) => host !== undefined && !hosts.includes(host));
}

/** Arguments of `tc qdisc add dev DEVICE`, in order: netem (delay, loss) outside, tbf (bandwidth) inside. */
export function qdiscs({
  delayMs,
  lossPercent,
  bitsPerSecond,
}: LinkSettings): readonly (readonly string[])[] {
  const netem = [
    ...(delayMs === undefined ? [] : ["delay", `${delayMs}ms`]),
    ...(lossPercent === undefined ? [] : ["loss", `${lossPercent}%`]),
  ];
  const outer = netem.length === 0 ? [] : [["root", "handle", "1:", "netem", ...netem]];
  if (bitsPerSecond === undefined) return outer;
  const place = netem.length === 0 ? ["root"] : ["parent", "1:1"];
  // The burst is 10 ms worth of bytes, and at least one whole Ethernet frame.
  const burst = String(Math.max(2_000, Math.ceil(bitsPerSecond / 8 / 100)));
  const tbf = ["tbf", "rate", `${bitsPerSecond}bit`, "burst", burst, "latency", "400ms"];
  return [...outer, [...place, "handle", "10:", ...tbf]];
}

/** `delay 50 ms, loss 1 %, 1 Mbit/s`; empty for a free link. */
export function formatLink({ delayMs, lossPercent, bitsPerSecond }: LinkSettings): string {
  return [
    ...(delayMs === undefined ? [] : [`delay ${delayMs} ms`]),
    ...(lossPercent === undefined ? [] : [`loss ${lossPercent} %`]),
    ...(bitsPerSecond === undefined ? [] : [`${bitsPerSecond / 1e6} Mbit/s`]),
  ].join(", ");
}
