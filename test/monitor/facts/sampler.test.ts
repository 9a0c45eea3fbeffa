/** Rates of the last second, and five minutes of samples. Time is an argument. */
import { expect, test } from "bun:test";
import { Sampler } from "../../../src/monitor/facts/sampler.ts";
import { NO_COUNTS, sampleSource } from "../sample-source.ts";

function sampled() {
  let counts = NO_COUNTS;
  let requestsByThread = [0, 0];
  const source = sampleSource({
    server: { counts: () => counts },
    sessions: { loads: () => requestsByThread.map((requests) => ({ open: 1, requests })) },
  });
  return {
    sessions: source.server.sessions,
    sampler: new Sampler(source, 0),
    count: (changed: Partial<typeof NO_COUNTS>, requests = [0, 0]) => {
      counts = { ...NO_COUNTS, ...changed };
      requestsByThread = requests;
    },
  };
}

test("a rate is the count since the last tick, divided by the time that really passed", () => {
  const { sampler, count } = sampled();
  count({ requests: 300, unknown: 4, idle: 2, opened: 10, bytesReceived: 1800, bytesSent: 4200 }, [100, 200]);
  sampler.tick(2_000, 50);
  expect(sampler.rates).toEqual({ requests: 150, errors: 3, opened: 5, bytesReceived: 900, bytesSent: 2100 });
  expect(sampler.threadRates).toEqual([50, 100]);
  sampler.tick(3_000, 1_050);
  expect(sampler.rates.requests).toBe(0);
});

test("the samples of five minutes are kept, and can be read from a time on", () => {
  const { sampler } = sampled();
  for (let second = 1; second <= 400; second++) sampler.tick(second * 1000, second * 1000);
  expect(sampler.samplesAfter(0).length).toBe(300);
  expect(sampler.samplesAfter(0)[0]?.at).toBe(101_000);
  expect(sampler.samplesAfter(399_000)).toEqual([{ at: 400_000, requests: 0, errors: 0, connections: 3 }]);
});
