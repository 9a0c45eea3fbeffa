/** One connection of the load, and the state that all of them share. */
#ifndef CONNECTION_H
#define CONNECTION_H
#include "crowd.h"

enum state { CLOSED, CONNECTING, OPEN };

struct connection {
  int fd;
  enum state state;
  bool watches_out, has_quit;
  uint32_t sending, reading; // index of the batch being sent, and being answered
  uint32_t queued;           // batches that are due and not completely sent
  size_t sent, got;
  uint64_t *due; // a ring: when each unanswered batch was due
  uint32_t due_first, due_count;
  uint64_t answered;
};

struct stage {
  int epoll, open_count, pending_count;
  /** Unanswered batches that one connection may have. */
  uint32_t ring;
  bool has_started;
  uint64_t measure_from, measure_to;
};

extern struct options o;
extern struct stage stage;

/** Dials; in a closed loop that has started, also sends. */
void connection_start(struct connection *c);

/** A batch is due. */
void connection_ask(struct connection *c, uint64_t due);

/** Sends as much of the queue as the socket accepts. */
void connection_flush(struct connection *c);

void connection_receive(struct connection *c);

/** Counts the error as `kind`, and dials again during the measured time. */
void connection_fail(struct connection *c, uint64_t *kind);
#endif
