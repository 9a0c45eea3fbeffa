/** One connection of a gallery server: passes its bytes through the parts, and performs their actions. */
import type { Socket } from "node:net";
import type { Door, Guest } from "./door.ts";
import { type Framing, SILENCE_MS } from "./framing.ts";
import type { Moment } from "./moment.ts";
import { type Action, CLOSE, type Parts } from "./parts.ts";

/** What concerns the whole server and not one connection. */
export interface House {
  readonly door: Door;
  die(): void;
  crash(): void;
  spin(): void;
}

/** A client that does not close after our FIN is cut off. */
const LINGER_MS = 5_000;

export class Conversation implements Guest {
  readonly #socket: Socket;
  readonly #parts: Parts;
  readonly #house: House;
  readonly #now: () => Moment;
  readonly #framing: Framing;
  /** What happened before the door admitted it; undefined from then on. */
  #held: (() => void)[] | undefined = [];
  /** What is still to be done; its head may be waited for. */
  #queue: Action[] = [];
  #earlier = 0;
  /** Everything that arrives is ignored from now on. */
  #isDeaf = false;
  #pause: NodeJS.Timeout | undefined;
  #silence: NodeJS.Timeout | undefined;
  #linger: NodeJS.Timeout | undefined;

  constructor(socket: Socket, parts: Parts, house: House, now: () => Moment) {
    this.#socket = socket;
    this.#parts = parts;
    this.#house = house;
    this.#now = now;
    this.#framing = parts.framing();
  }

  admit(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const step of held) step();
  }

  refuse(): void {
    this.#held = undefined;
    this.#isDeaf = true;
    this.#do([CLOSE]);
  }

  received(chunk: Buffer): void {
    this.#house.door.spoke(this);
    this.#onceAdmitted(() => {
      clearTimeout(this.#silence);
      const requests = this.#framing.push(chunk.toString("latin1"));
      this.#take(requests);
      this.#house.door.heard(this, requests.length > 0);
      if (this.#framing.silence === undefined) return;
      this.#silence = setTimeout(() => this.#take(this.#framing.silence?.() ?? []), SILENCE_MS);
    });
  }

  /** The client's FIN. */
  ended(): void {
    this.#house.door.spoke(this);
    this.#onceAdmitted(() => {
      if (this.#isDeaf) return;
      if (this.#parts.end.forgets) this.#forget();
      this.#do(this.#parts.end.actions);
    });
  }

  /** The connection is no more. */
  gone(wasReset: boolean): void {
    this.#forget();
    this.#isDeaf = true;
    clearTimeout(this.#silence);
    clearTimeout(this.#linger);
    this.#house.door.left(this, wasReset);
  }

  #onceAdmitted(step: () => void): void {
    if (this.#held === undefined) step();
    else this.#held.push(step);
  }

  #take(requests: readonly string[]): void {
    if (this.#isDeaf) return;
    const { read, choose, answers, pace, reply } = this.#parts;
    const text = reply(this.#now());
    const actions: Action[] = [];
    for (const request of choose(requests.map(read), this.#earlier)) {
      if (request === "time") this.#earlier += 1;
      const next = answers[request](text);
      actions.push(...next);
      this.#isDeaf = next.some(({ act }) => act !== "send" && act !== "wait");
      if (this.#isDeaf) break;
    }
    if (actions.length > 0) this.#do(pace(actions));
  }

  #do(actions: readonly Action[]): void {
    this.#queue.push(...actions);
    if (this.#pause === undefined) this.#work();
  }

  #work(): void {
    this.#pause = undefined;
    for (let action = this.#queue.shift(); action !== undefined; action = this.#queue.shift()) {
      if (action.act === "wait") {
        this.#pause = setTimeout(() => this.#work(), action.ms);
        return;
      }
      this.#perform(action);
    }
  }

  #perform(action: Exclude<Action, { act: "wait" }>): void {
    switch (action.act) {
      case "send":
        if (this.#socket.writable) this.#socket.write(action.bytes);
        return;
      case "close":
        this.#socket.end();
        this.#linger = setTimeout(() => this.#socket.destroy(), LINGER_MS);
        return;
      case "reset":
        this.#socket.resetAndDestroy();
        return;
      case "hang":
        return; // being deaf is all
      case "die":
        this.#house.die();
        return;
      case "crash":
        this.#house.crash();
        return;
      case "spin":
        this.#house.spin();
        return;
    }
  }

  #forget(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#queue = [];
  }
}
