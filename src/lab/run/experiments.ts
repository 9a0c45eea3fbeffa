/** The assignment's experiments, clause by clause, as values. */
import { CTRL_D, type Experiment, type ExperimentId, type Step } from "./experiment.ts";

export interface Setting {
  readonly server: { readonly address: string; readonly port: number };
  /** Hosts of clients; a single one does everything. */
  readonly clients: readonly string[];
  /** What the links add to the round trip. */
  readonly roundTripSeconds: number;
}

/** Long enough for a right server to reply first, even on a busy machine. */
const PAUSE_SECONDS = 0.5;
/** About as fast as a person types, and visible in a timeline. */
const TYPING_SECONDS = 0.3;
const LIMIT_SECONDS = 4;
const CLIENTS_TOGETHER = 20;

export function experimentsFor({ server, clients, roundTripSeconds }: Setting): readonly Experiment[] {
  const [first = "", second = first] = clients;
  const to = `${server.address} ${server.port}`;
  const pause = Number((PAUSE_SECONDS + 2 * roundTripSeconds).toFixed(2));
  const limitSeconds = LIMIT_SECONDS + 6 * roundTripSeconds;
  /** Bytes, a pause after each part for the server, and then the end of the input. */
  const send = (...parts: readonly string[]) =>
    `(${parts.map((part) => `printf '${part}'; sleep ${pause}`).join("; ")}) | nc -N ${to}`;
  const ask = `(printf 'TIME\\r\\n'; sleep ${pause}; printf 'QUIT\\r\\n') | nc ${to}`;

  const experiments: readonly Draft[] = [
    {
      id: "connect",
      clause: "1.a",
      steps: [...alone("A", first, `nc -vvv -z ${to}`), ...alone("B", second, `nc -vvv -N ${to} </dev/null`)],
    },
    {
      id: "in-turn",
      clause: "1.b",
      moreSeconds: 4,
      steps: inTurn(first, second, `nc -vvv ${to}`, pause + 0.5),
    },
    {
      id: "twenty",
      clause: "1.b",
      moreSeconds: 5,
      steps: [first, second].map((host, index): Step => {
        const count = CLIENTS_TOGETHER / 2;
        const command = `for i in $(seq ${count}); do ${ask} & done; wait`;
        return { kind: "open", terminal: `T${index}`, host, command };
      }),
    },
    sending("time-crlf", "1.c.i", first, send("TIME\\r\\n")),
    sending("time-lf", "1.c.i", second, send("TIME\\n")),
    sending("time-cr", "1.c.i", first, send("TIME\\r")),
    sending("time-bare", "1.c.i", second, send("TIME")),
    sending("time-cut", "1.c.i", first, send("TI", "ME\\r\\n")),
    sending("time-twice", "1.c.i", second, send("TIME\\r\\nTIME\\r\\n")),
    sending("quit", "1.c.ii", first, ask),
    {
      id: "bytes",
      clause: "1.d",
      steps: [
        { kind: "open", terminal: "A", host: first, command: `date +%T; ${ask} | xxd` },
        { kind: "open", terminal: "B", host: second, command: `date +%T; ${ask} | od -A d -t x1c` },
      ],
    },
  ];
  return experiments.map(({ moreSeconds = 0, ...experiment }) => ({
    ...experiment,
    limitSeconds: limitSeconds + moreSeconds,
    steps: [...experiment.steps, { kind: "finish" }],
  }));
}

interface Draft extends Omit<Experiment, "limitSeconds"> {
  readonly moreSeconds?: number;
}

function sending(id: ExperimentId, clause: string, host: string, command: string): Draft {
  return { id, clause, steps: alone("A", host, command) };
}

function alone(terminal: string, host: string, command: string): readonly Step[] {
  return [{ kind: "open", terminal, host, command }, { kind: "finish" }];
}

/** Each sends requests while the other is connected; a server that serves one client at a time does not answer the second. */
function inTurn(first: string, second: string, command: string, seconds: number): readonly Step[] {
  const terminals = ["A", "B"];
  const each = (step: (terminal: string) => readonly Step[]) => terminals.flatMap(step);
  const asks = (times: number) =>
    each((terminal) => [
      { kind: "pause", seconds: TYPING_SECONDS },
      { kind: "type", terminal, keys: "TIME\r\n" },
      { kind: "see", terminal, text: "JAM", times, seconds },
    ]);
  return [
    ...each((terminal) => [
      { kind: "open", terminal, host: terminal === "A" ? first : second, command },
      { kind: "see", terminal, text: "succeeded", times: 1, seconds },
    ]),
    ...asks(1),
    ...asks(2),
    ...each((terminal) => [
      { kind: "pause", seconds: TYPING_SECONDS },
      { kind: "type", terminal, keys: "QUIT\r\n" },
      { kind: "type", terminal, keys: CTRL_D }, // netcat runs until its input has ended as well
    ]),
  ];
}
