/** A value that is never shown: not by --print-config, in the log, or in JSON. */

export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  toString(): string {
    return this.#text === "" ? "" : "(not shown)";
  }

  toJSON(): string {
    return this.toString();
  }
}
