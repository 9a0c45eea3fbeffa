/** One connection of the load, and what all of them share. */
#ifndef CONNECTION_H
#define CONNECTION_H
#include "crowd.h"

enum state { CLOSED, CONNECTING, OPEN };

struct connection {
  int fd;
  enum state state;
  bool watches_out, has_quit;
  uint32_t sending, reading; // which batch is sent, which answered
  uint32_t queued;           // batches that were due and are not sent whole
  size_t sent, got;
  uint64_t *due; // a ring: when each batch was due whose answer is to come
  uint32_t due_first, due_count;
  uint64_t answered;
};

struct stage {
  int epoll, open_count, pending_count;
  /** Batches that one connection may wait for. */
  uint32_t ring;
  bool has_started;
  uint64_t measure_from, measure_to;
};

extern struct options o;
extern struct stage stage;

/** Dials; in a closed loop that has started, asks too. */
void connection_start(struct connection *c);

/** A batch is due. */
void connection_ask(struct connection *c, uint64_t due);

/** Sends what is queued, as far as the socket takes it. */
void connection_flush(struct connection *c);

void connection_receive(struct connection *c);

/** Counts what went wrong as `kind`, and dials anew while it is measured. */
void connection_fail(struct connection *c, uint64_t *kind);
#endif
