/** The servers that are measured, in the order of the tables. */
import { baseline } from "./baseline.ts";
import { goroutines } from "./goroutines.ts";
import { jam } from "./jam.ts";
import { memcached } from "./memcached.ts";
import { nginx } from "./nginx.ts";
import type { Peer } from "./peer.ts";
import { python } from "./python.ts";
import { redis } from "./redis.ts";

export const PEERS: readonly Peer[] = [jam, baseline, redis, memcached, goroutines, nginx, python];
