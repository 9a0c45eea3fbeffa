/** A path → its response. Read only: nothing can be changed from here. */
import { missingPackage } from "../../text/missing-package.ts";
import { liveness, readiness } from "../facts/health.ts";
import { formatMetrics, METRICS_TYPE } from "../facts/metrics.ts";
import type { SharedQueries } from "../facts/shared-queries.ts";
import type { MonitorSource } from "../facts/source.ts";
import { Assets, isAsset } from "./assets.ts";
import { BadRequest, readQuery, wholeNumber } from "./query.ts";
import { json, reply, text } from "./replies.ts";
import { type Peer, Streams } from "./stream.ts";

const SESSIONS = "/api/v1/sessions/";

export class Routes {
  readonly #source: MonitorSource;
  readonly #queries: SharedQueries;
  readonly #streams: Streams;
  readonly #assets = new Assets();

  constructor(source: MonitorSource, queries: SharedQueries) {
    this.#source = source;
    this.#queries = queries;
    this.#streams = new Streams(queries);
  }

  /** `/healthz` and `/readyz`, which need no token because they name no client. */
  health(path: string): Response | undefined {
    if (path !== "/healthz" && path !== "/readyz") return undefined;
    const health = (path === "/healthz" ? liveness : readiness)(this.#source);
    return json(health, health.isGood ? 200 : 503);
  }

  async answer(request: Request, { pathname, searchParams }: URL, peer: Peer): Promise<Response> {
    try {
      return await this.#find(request, pathname, searchParams, peer);
    } catch (error) {
      if (error instanceof BadRequest) return text(400, error.message);
      const missing = missingPackage(error);
      if (missing === undefined) throw error;
      return text(501, `the npm package ${missing} is not installed: run npm ci --omit=dev`);
    }
  }

  async #find(request: Request, path: string, parameters: URLSearchParams, peer: Peer): Promise<Response> {
    if (isAsset(path)) return this.#assets.answer(path, request);
    if (path === "/api/v1/status") return json(this.#queries.status());
    if (path === "/api/v1/sessions") return json(await this.#queries.sessions(readQuery(parameters)));
    if (path === "/api/v1/board") return json(await this.#queries.board());
    if (path === "/api/v1/faults")
      return json(await this.#queries.faults(wholeNumber(parameters, "after", 0)));
    if (path === "/api/v1/samples") return json(this.#queries.samples(wholeNumber(parameters, "after", 0)));
    if (path === "/api/v1/stream") return this.#stream(request, parameters, peer);
    if (path === "/metrics") return reply(200, METRICS_TYPE, formatMetrics(this.#source));
    if (path.startsWith(SESSIONS)) {
      // A link from before a restart must not show another client's session.
      const { startedAt } = this.#source.facts();
      const isOther = wholeNumber(parameters, "startedAt", startedAt) !== startedAt;
      const detail = isOther ? undefined : await this.#queries.session(path.slice(SESSIONS.length));
      return detail === undefined ? text(404, "no such session, or it is no longer kept") : json(detail);
    }
    return text(404, "not found; the page is at /");
  }

  #stream(request: Request, parameters: URLSearchParams, peer: Peer): Response {
    const query = readQuery(parameters);
    const type = "text/event-stream; charset=utf-8";
    if (request.method === "HEAD") return reply(200, type, null);
    const body = this.#streams.open(query, peer);
    if (body === undefined) return text(503, "too many streams are open", { "retry-after": "5" });
    return reply(200, type, body);
  }
}
