/** deploy/kubernetes/: rendered by the real kubectl, without a field that Kubernetes does not know, and consistent. */
import { beforeAll, describe, expect } from "bun:test";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { JAM, JamServer } from "../support/jam-server.ts";
import { faultsIn, type Kind } from "../support/kubernetes-types.ts";
import { needs } from "../support/needs.ts";
import { runProgram } from "../support/run-program.ts";

const FOLDER = join(import.meta.dirname, "../../../deploy/kubernetes");
const withKubectl = needs("kubectl", "kubernetes-client");

const TOKEN = "a-token-of-24-characters";

const KINDS = [
  "ConfigMap",
  "Deployment",
  "HorizontalPodAutoscaler",
  "NetworkPolicy",
  "PodDisruptionBudget",
  "PodMonitor",
  "Service",
] as const satisfies readonly Kind[];

/** By kind, as JSON. */
const rendered = new Map<string, string>();

beforeAll(async () => {
  if (Bun.which("kubectl") === null) return;
  const { exit, stdout, stderr } = await runProgram(["kubectl", "kustomize", FOLDER]);
  expect([exit, exit === 0 ? "" : stderr]).toEqual([0, ""]);
  for (const document of parseAllDocuments(stdout)) {
    const object: { readonly kind: string } = document.toJS();
    rendered.set(object.kind, JSON.stringify(object));
  }
});

const json = (kind: Kind) => rendered.get(kind) ?? "";
const all = (kinds: readonly Kind[]) => kinds.map((kind) => ({ kind, json: json(kind) }));

withKubectl(
  "kubectl renders the kustomization, and Kubernetes knows every field and value",
  async () => {
    expect([...rendered.keys()].sort()).toEqual([...KINDS]);
    expect(faultsIn(all(KINDS))).toEqual(KINDS.map(() => ""));
  },
  120_000,
);

withKubectl(
  "a misspelt field of any object fails, at every depth",
  async () => {
    const misspelt = all(KINDS).flatMap(({ kind, json }) =>
      fieldsOf(JSON.parse(json)).map((path) => ({ kind, path, json: withMisspelt(json, path) })),
    );
    expect(misspelt.length).toBeGreaterThan(80);
    const faults = faultsIn(misspelt);
    const missed = misspelt.filter((_, index) => faults[index] === "");
    expect(missed.map(({ kind, path }) => `${kind} ${path.join(".")}`)).toEqual([]);
  },
  120_000,
);

type Path = readonly (string | number)[];

/** What a user names freely: labels, selectors, data and resources. */
const FREE = ["labels", "matchLabels", "data", "selector", "requests", "limits", "annotations"];

/** The path of every field that the API names. */
function fieldsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [];
  const isList = Array.isArray(value);
  const isFree = FREE.includes(String(path.at(-1))) && !Object.hasOwn(value, "matchLabels");
  if (isFree && !isList) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const here = [...path, isList ? Number(name) : name];
    return [...(isList ? [] : [here]), ...fieldsOf(inner, here)];
  });
}

function withMisspelt(json: string, path: Path): string {
  const object = JSON.parse(json);
  let parent = object;
  for (const step of path.slice(0, -1)) parent = parent[step];
  const name = String(path.at(-1));
  parent[`${name}x`] = parent[name];
  delete parent[name];
  return JSON.stringify(object);
}

describe("the deployment", () => {
  const podOf = () => JSON.parse(json("Deployment")).spec.template.spec;

  withKubectl("has settings that jam serve takes, and drains within the pod's grace", async () => {
    const { data } = JSON.parse(json("ConfigMap"));
    const env = { ...data, JAM_MONITOR_TOKEN: TOKEN };
    const { exit, stdout, stderr } = await runProgram([JAM, "serve", "--print-config"], { env });
    expect([exit, stderr]).toEqual([0, ""]);
    for (const [name, value] of Object.entries<string>(data)) {
      expect(stdout).toMatch(
        new RegExp(`^${name.slice(4).toLowerCase().replaceAll("_", "-")} = "?${value}"?`, "m"),
      );
    }
    const pod = podOf();
    const preStop = pod.containers[0].lifecycle.preStop.sleep.seconds;
    expect(preStop + Number(data.JAM_DRAIN_SECONDS)).toBeLessThan(pod.terminationGracePeriodSeconds);
  });

  withKubectl(
    "probes ports and paths that the server with these settings answers, without its token",
    async () => {
      const { containers } = podOf();
      const [{ ports, startupProbe, readinessProbe, livenessProbe }] = containers;
      const { data } = JSON.parse(json("ConfigMap"));
      const portOf = (name: string) =>
        ports.find((port: { name: string }) => port.name === name).containerPort;
      expect([String(portOf("time")), `0.0.0.0:${portOf("monitor")}`]).toEqual([
        data.JAM_PORT,
        data.JAM_MONITOR,
      ]);
      await using server = await JamServer.start(["--monitor", "0.0.0.0:0"], {
        env: { JAM_MONITOR_TOKEN: TOKEN },
      });
      const { url } = await server.waitFor(({ event }) => event === "monitor-listening");
      const { port } = new URL(url);
      for (const { httpGet } of [startupProbe, readinessProbe, livenessProbe]) {
        expect(httpGet.port).toBe("monitor");
        expect((await fetch(`http://127.0.0.1:${port}${httpGet.path}`)).status).toBe(200);
      }
      const [endpoint] = JSON.parse(json("PodMonitor")).spec.podMetricsEndpoints;
      const headers = { Authorization: `Bearer ${TOKEN}` };
      expect((await fetch(`http://127.0.0.1:${port}${endpoint.path}`, { headers })).status).toBe(200);
      expect((await fetch(`http://127.0.0.1:${port}${endpoint.path}`)).status).toBe(401);
    },
  );

  withKubectl(
    "is selected by the service, the budget, the policy and the monitor, and scaled by name",
    async () => {
      const { metadata, spec } = JSON.parse(json("Deployment"));
      const { labels } = spec.template.metadata;
      const specOf = (kind: Kind) => JSON.parse(json(kind)).spec;
      expect(spec.selector.matchLabels).toEqual(labels);
      expect(specOf("Service").selector).toEqual(labels);
      expect(specOf("PodDisruptionBudget").selector.matchLabels).toEqual(labels);
      expect(specOf("NetworkPolicy").podSelector.matchLabels).toEqual(labels);
      expect(specOf("PodMonitor").selector.matchLabels).toEqual(labels);
      expect(specOf("HorizontalPodAutoscaler").scaleTargetRef.name).toBe(metadata.name);
      const secrets = [
        spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef,
        specOf("PodMonitor").podMetricsEndpoints[0].authorization.credentials,
      ];
      expect(secrets[0]).toEqual(secrets[1]);
    },
  );
});
