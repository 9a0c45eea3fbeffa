/** The connections of the load, and their counters. */
#ifndef CROWD_H
#define CROWD_H
#include "edges.h"
#include "histogram.h"
#include "options.h"

struct tally {
  uint64_t requests, dials;
  /** Batches that were due on a connection with a full ring and were not sent. */
  uint64_t late;
  uint64_t connect_errors, io_errors, early_closes, extra_lines;
  struct histogram latency;
  struct edges edges;
};

extern struct tally tally;

/** Monotonic nanoseconds. */
uint64_t now(void);

/** Opens all connections, with at most 128 handshakes at a time; returns how many are open at the end or the timeout. */
int crowd_connect(const struct options *options);

/** Measures from `from` to `to`, both on the clock of now(). In a closed loop every connection sends at once. */
void crowd_start(uint64_t from, uint64_t to);

/** Open loop: the next batch of connection number `index` was due at `due`. */
void crowd_ask(int index, uint64_t due);

/** Waits for events, at most this long, and handles them. */
void crowd_turn(int timeout_ms);

/** Connections that got no reply. */
int crowd_silent(void);
#endif
