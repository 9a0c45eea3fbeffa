/** The connections of the load, and what is counted of them. */
#ifndef CROWD_H
#define CROWD_H
#include "edges.h"
#include "histogram.h"
#include "options.h"

struct tally {
  uint64_t requests, dials;
  /** Batches that were due on a connection with a full ring, and were never asked. */
  uint64_t late;
  uint64_t connect_errors, io_errors, early_closes, extra_lines;
  struct histogram latency;
  struct edges edges;
};

extern struct tally tally;

/** Monotonic nanoseconds. */
uint64_t now(void);

/** Opens all connections, at most 128 handshakes under way; how many are open when all are, or when time is up. */
int crowd_connect(const struct options *options);

/** Measures from `from` to `to`, which are of now(). In a closed loop every connection asks at once. */
void crowd_start(uint64_t from, uint64_t to);

/** Open loop: the next batch of connection number `index` was due at `due`. */
void crowd_ask(int index, uint64_t due);

/** Waits at most so long for events, and handles them. */
void crowd_turn(int timeout_ms);

/** Connections that no answer came to. */
int crowd_silent(void);
#endif
