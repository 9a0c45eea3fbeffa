/** Checks Kubernetes objects by the types of Kubernetes' and the Prometheus operator's API: unknown fields are refused. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../../..");

/** Module and type of each kind. */
const TYPES = {
  Job: ["kubernetes-types/batch/v1.js", "Job"],
  ConfigMap: ["kubernetes-types/core/v1.js", "ConfigMap"],
  Service: ["kubernetes-types/core/v1.js", "Service"],
  Deployment: ["kubernetes-types/apps/v1.js", "Deployment"],
  PodDisruptionBudget: ["kubernetes-types/policy/v1.js", "PodDisruptionBudget"],
  HorizontalPodAutoscaler: ["kubernetes-types/autoscaling/v2.js", "HorizontalPodAutoscaler"],
  NetworkPolicy: ["kubernetes-types/networking/v1.js", "NetworkPolicy"],
  PodMonitor: ["@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor", "IPodMonitor"],
} as const;

export type Kind = keyof typeof TYPES;

/** An object as JSON. */
export interface Written {
  readonly kind: Kind;
  readonly json: string;
}

/** @returns the compiler's lines on each object; empty if it has no field and no value that Kubernetes does not know */
export function faultsIn(objects: readonly Written[]): readonly string[] {
  const folder = join(ROOT, `node_modules/.kubernetes-${process.pid}`);
  const fileOf = (index: number) => `object-${index}.ts`;
  const config = {
    compilerOptions: { strict: true, noEmit: true, skipLibCheck: true, module: "nodenext", types: [] },
    files: objects.map((_, index) => fileOf(index)),
  };
  try {
    mkdirSync(folder);
    for (const [index, { kind, json }] of objects.entries()) {
      const [module, type] = TYPES[kind];
      const source = `import type { ${type} } from "${module}";\nexport const object: ${type} = ${json};\n`;
      writeFileSync(join(folder, fileOf(index)), source);
    }
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(ROOT, "node_modules/.bin/tsc");
    const { stdout } = Bun.spawnSync([tsc, "-p", folder, "--pretty", "false"], { timeout: 100_000 });
    const lines = stdout.toString().split("\n");
    const isOf = (index: number) => (line: string) => line.includes(`${fileOf(index)}(`);
    return objects.map((_, index) => lines.filter(isOf(index)).join("\n"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
