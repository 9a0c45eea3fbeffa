/** One connection: dials, sends requests, reads the replies and counts them. */
#define _GNU_SOURCE
#include "connection.h"
#include "lines.h"
#include "sockets.h"
#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

struct tally tally;

struct options o;
struct stage stage;

static unsigned char buffer[1 << 18];

uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void watch(struct connection *c, int how, bool out) {
  if (how == EPOLL_CTL_MOD && c->watches_out == out) return;
  c->watches_out = out;
  struct epoll_event event = {.events = EPOLLIN | (out ? EPOLLOUT : 0u), .data.ptr = c};
  epoll_ctl(stage.epoll, how, c->fd, &event);
}

static void shut(struct connection *c) {
  if (c->state == CONNECTING && !stage.has_started) stage.pending_count--;
  if (c->state == OPEN) stage.open_count--;
  if (c->fd >= 0) close(c->fd);
  c->fd = -1;
  c->state = CLOSED;
}

void connection_fail(struct connection *c, uint64_t *kind) {
  (*kind)++;
  shut(c);
  if (tally.connect_errors + tally.io_errors + tally.early_closes + tally.extra_lines > 20000 + tally.latency.total) {
    fprintf(stderr, "load: too many errors, the last: %s\n", strerror(errno));
    exit(3);
  }
  if (stage.has_started && now() < stage.measure_to) connection_start(c);
}

void connection_flush(struct connection *c) {
  while (c->queued > 0) {
    const struct batch *b = &o.batches[c->sending];
    if (b->length > 0) {
      ssize_t taken = send(c->fd, b->bytes + c->sent, b->length - c->sent, MSG_NOSIGNAL);
      if (taken < 0 && errno == EAGAIN) taken = 0;
      if (taken < 0) {
        connection_fail(c, &tally.io_errors);
        return;
      }
      c->sent += (size_t)taken;
      if (c->sent < b->length) {
        watch(c, EPOLL_CTL_MOD, true);
        return;
      }
    }
    c->sent = 0;
    c->queued--;
    c->sending = (c->sending + 1) % (uint32_t)o.batch_count;
  }
  watch(c, EPOLL_CTL_MOD, false);
}

void connection_ask(struct connection *c, uint64_t due) {
  if (c->due_count == stage.ring) {
    tally.late++;
    return;
  }
  c->due[(c->due_first + c->due_count++) % stage.ring] = due;
  c->queued++;
  if (c->state == OPEN) connection_flush(c);
}

void connection_start(struct connection *c) {
  uint64_t answered = c->answered, *due = c->due;
  uint32_t next = c->reading;
  *c = (struct connection){.fd = dial(&o), .sending = next, .reading = next, .due = due, .answered = answered};
  tally.dials++;
  if (c->fd < 0) {
    tally.connect_errors++;
    return;
  }
  c->state = CONNECTING;
  if (!stage.has_started) stage.pending_count++;
  watch(c, EPOLL_CTL_ADD, true);
  if (!stage.has_started || o.rate > 0) return;
  c->due[0] = now();
  c->due_count = c->queued = 1;
  // On loopback the handshake is usually complete by now: with a connection per request this saves a turn of the loop.
  const struct batch *b = &o.batches[c->sending];
  ssize_t taken = b->length == 0 ? -1 : send(c->fd, b->bytes, b->length, MSG_NOSIGNAL);
  if (taken < 0) return;
  c->state = OPEN;
  stage.open_count++;
  c->sent = (size_t)taken % b->length;
  c->queued = c->sent > 0;
  if (c->sent == 0) c->sending = (c->sending + 1) % (uint32_t)o.batch_count;
  watch(c, EPOLL_CTL_MOD, c->sent > 0);
}

static void restart(struct connection *c) {
  shut(c);
  if (now() < stage.measure_to) connection_start(c);
}

/** The batch `reading` is answered completely. Returns false if the connection was replaced by a new one. */
static bool complete(struct connection *c, uint64_t at) {
  const struct batch *b = &o.batches[c->reading];
  uint64_t due = c->due[c->due_first];
  c->due_first = (c->due_first + 1) % stage.ring;
  c->due_count--;
  c->got -= b->lines;
  c->reading = (c->reading + 1) % (uint32_t)o.batch_count;
  if (at >= stage.measure_from && at < stage.measure_to) {
    tally.requests += b->requests;
    histogram_add(&tally.latency, at > due ? at - due : 0);
    c->answered++;
  }
  if (o.churn) {
    restart(c);
    return false;
  }
  if (b->ends) c->has_quit = true; // the close follows
  else if (o.rate == 0 && at < stage.measure_to) connection_ask(c, at);
  return c->state == OPEN;
}

void connection_receive(struct connection *c) {
  for (;;) {
    ssize_t length = recv(c->fd, buffer, sizeof buffer, 0);
    if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (length <= 0) {
      if (length == 0 && c->has_quit) restart(c);
      else connection_fail(c, length ? &tally.io_errors : &tally.early_closes);
      return;
    }
    if (o.edges) edges_see(&tally.edges, buffer, (size_t)length);
    c->got += count_lines(buffer, (size_t)length);
    uint64_t at = now();
    while (c->due_count > 0 && c->got >= o.batches[c->reading].lines)
      if (!complete(c, at)) return;
    if (c->due_count == 0 && c->got > 0) connection_fail(c, &tally.extra_lines);
    if (c->state != OPEN || length < (ssize_t)sizeof buffer) return;
  }
}
