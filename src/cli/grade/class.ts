/** The class that a command line names → its members; what is wrong with it is a usage error. */
import { basename, dirname, join, resolve } from "node:path";
import { casesVersion } from "../../grade/journal/cases-version.ts";
import { type ClassMember, membersOf } from "../../grade/members.ts";
import { ConfigError, readConfig } from "../../grade/plan/config/read-config.ts";
import { type GradeConfig, NO_CONFIG } from "../../grade/plan/config/settings.ts";
import { isInShard } from "../../grade/schedule/shard.ts";
import { ClassError } from "../../grade/submissions/faults.ts";
import { DEFAULT_ID_PATTERN } from "../../grade/submissions/ids.ts";
import { readClass } from "../../grade/submissions/read-class.ts";
import { readRoster } from "../../grade/submissions/roster.ts";
import { didYouMean } from "../../text/nearest.ts";
import { readWeights } from "../check/weights.ts";
import { UsageError } from "../exit.ts";
import { CHOSEN, type GradeValues } from "./flags.ts";

export interface ReadClass {
  /** Of the whole class. */
  readonly members: readonly ClassMember[];
  /** Those that are judged here. */
  readonly mine: readonly ClassMember[];
  /** What in grade.toml has no effect, a sentence each. */
  readonly remarks: readonly string[];
}

/** Beside the class; a shard has its own. */
export function resultFolderOf(path: string, { out, shard }: Pick<GradeValues, "out" | "shard">): string {
  if (out !== "") return resolve(out);
  const name = basename(resolve(path)).replace(/\.(zip|tar(\.\w+)?|tgz|csv)$/i, "");
  const part = shard === undefined ? "" : `-${shard.index}-of-${shard.of}`;
  return join(dirname(resolve(path)), `${name}.graded${part}`);
}

/** Read before anything is judged: a fault in it is a usage error. @throws {UsageError} */
export function configOf({ config: file, weights, deadline }: GradeValues): GradeConfig {
  const config = usage(() => (file === "" ? NO_CONFIG : readConfig(file)));
  const ofClass = {
    ...config.ofClass,
    ...(weights === "" ? {} : { weights: readWeights(weights, CHOSEN) }),
    ...(deadline === "" ? {} : { deadline }),
  };
  return { ...config, ofClass };
}

/**
 * @param into an empty folder, for what is unpacked
 * @throws {UsageError}
 */
export async function classOf(
  path: string,
  into: string,
  config: GradeConfig,
  values: GradeValues,
): Promise<ReadClass> {
  const idPattern = values.idPattern ?? DEFAULT_ID_PATTERN;
  const { roster: file, shard, noSandbox, lang } = values;
  const roster = usage(() => (file === "" ? [] : readRoster(file, idPattern)));
  const others = [file, values.config, values.weights, values.moodle].filter((each) => each !== "");
  const except = [resultFolderOf(path, values), ...others.map((each) => resolve(each))];
  const submissions = await readClass(path, { into, idPattern, roster, except }).catch(rethrow);
  const members = membersOf(submissions, {
    ...{ config, roster, casesVersion: casesVersion(), chosen: CHOSEN },
    ...{ isSandboxed: !noSandbox, language: lang },
  });
  const mine = members.filter((_, position) => isInShard(position, shard));
  return { members, mine, remarks: withoutStudent(config, members) };
}

/** A mistyped id would leave a student without what was decided for her. */
function withoutStudent({ file, students }: GradeConfig, members: readonly ClassMember[]): readonly string[] {
  const ids = members.map(({ id }) => id);
  return [...students.keys()]
    .filter((id) => !ids.includes(id))
    .map((id) => `${file}: [student.${JSON.stringify(id)}] fits no submission.${didYouMean(id, ids)}`);
}

function usage<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    return rethrow(error);
  }
}

function rethrow(error: unknown): never {
  if (error instanceof ClassError || error instanceof ConfigError) throw new UsageError(error.message);
  throw error;
}
