/** What a conformance case is: one value with its place in the contract, what it sends and what passes, and what reports show of it. */
import type { Outcome } from "./outcome.ts";
import type { FirstReply } from "./probe/first-reply.ts";
import type { Probe } from "./probe/probe.ts";
import type { FixId } from "./texts/fixes/fix-id.ts";

export const PROFILES = ["basic", "stream", "strict", "robust"] as const;
export type Profile = (typeof PROFILES)[number];

/** A profile passes when all its `must` cases pass; a `should` is reported and costs nothing. */
export type Level = "must" | "should";

/** The assignment's clauses that cases cite. */
export type Clause = "1.a" | "1.b" | "1.c" | "1.c.i" | "1.c.ii" | "1.d" | "1.d.i" | "1.d.ii" | "1.d.iii";

/**
 * How common a failure is, so that a student whose server fails is not alone. Measured in November 2026 on 113 servers
 * that students had published for this assignment, all in Python with a thread for each connection, each run in a sandbox.
 * 111 started, and 7 of these never answer `TIME` CR LF with a time, so that most cases could be tried on 104.
 */
interface Prevalence {
  readonly fails: number;
  readonly tried: number;
}

/**
 * What a try is worth that was made beside other cases: some servers close a connection only when the next client
 * comes, so that company brings a close and never prevents one.
 */
type InCompany =
  /** Both a pass and a fail are valid. */
  | "valid"
  /** A pass is valid; what fails is tried alone. */
  | "pass"
  /** Waits for a close: a fail is valid, and a pass is found alone. */
  | "fail"
  /** A reply or a close is waited for: a fail is valid, and a pass by a reply; a pass by a close is found alone. */
  | "reply"
  /** Measures the server: a pass is valid, and what fails is tried on a fresh start, to which nothing else was done. */
  | "measured"
  /** Loads the server, or may break it. */
  | "never";

interface CaseDescription<Id extends string = string> {
  /** A name, not a position: reports and gradebooks store it. */
  readonly id: Id;
  readonly clause: Clause;
  readonly level: Level;
  readonly profile: Profile;
  /** Cases that must pass before this one means anything. */
  readonly prerequisites: readonly Id[];
  readonly inCompany: InCompany;
  /** One line of shell that repeats the case by hand, with HOST and PORT to fill in; see `replay.ts`. */
  readonly replay: string;
  /** The lines of code that fix a server which fails it. */
  readonly fix?: FixId;
  /** How many published servers failed it; undefined for a case that is newer than the measurement. */
  readonly prevalence?: Prevalence;
}

export interface ProbeCase<Id extends string = string> extends CaseDescription<Id> {
  /** @throws {JudgeError} for what the judge or the machine could not do */
  run(probe: Probe): Promise<Outcome>;
}

/** Judged by the first connection ever made; it opens none of its own. */
export interface FirstReplyCase<Id extends string = string> extends CaseDescription<Id> {
  judge(first: FirstReply): Outcome;
}

export type Case<Id extends string = string> = ProbeCase<Id> | FirstReplyCase<Id>;
