/** The crowd: makes the connections, dispatches their events, starts them all. */
#define _GNU_SOURCE
#include "crowd.h"
#include "connection.h"
#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#define OPEN_LOOP_RING 256u
#define MOST_PENDING 128

static struct connection *all;

void crowd_turn(int timeout_ms) {
  static struct epoll_event events[1024];
  int count = epoll_wait(stage.epoll, events, 1024, timeout_ms);
  for (int at = 0; at < count; at++) {
    struct connection *c = events[at].data.ptr;
    uint32_t what = events[at].events;
    if (c->state == CONNECTING && (what & (EPOLLOUT | EPOLLERR | EPOLLHUP))) {
      int why = 0;
      getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &why, &(socklen_t){sizeof why});
      if (why) {
        errno = why;
        connection_fail(c, &tally.connect_errors);
        continue;
      }
      c->state = OPEN;
      stage.open_count++;
      if (!stage.has_started) stage.pending_count--;
      connection_flush(c);
    } else if (c->state == OPEN && (what & EPOLLOUT)) connection_flush(c);
    if (c->state == OPEN && (what & (EPOLLIN | EPOLLERR | EPOLLHUP))) connection_receive(c);
  }
}

int crowd_connect(const struct options *options) {
  o = *options;
  stage.ring = o.rate > 0 ? OPEN_LOOP_RING : 1;
  all = calloc((size_t)o.connections, sizeof *all);
  uint64_t *dues = calloc((size_t)o.connections * stage.ring, sizeof *dues);
  stage.epoll = epoll_create1(EPOLL_CLOEXEC);
  if (!all || !dues || stage.epoll < 0) abort();
  for (int at = 0; at < o.connections; at++) all[at] = (struct connection){.fd = -1, .due = dues + (size_t)at * stage.ring};
  if (o.churn) return o.connections; // each dials for its request
  uint64_t limit = now() + (uint64_t)(o.connect_seconds * 1e9);
  for (int next = 0; (next < o.connections || stage.pending_count > 0) && now() < limit;) {
    while (next < o.connections && stage.pending_count < MOST_PENDING) connection_start(&all[next++]);
    crowd_turn(100);
  }
  return stage.open_count;
}

void crowd_start(uint64_t from, uint64_t to) {
  stage.measure_from = from;
  stage.measure_to = to;
  stage.has_started = true;
  for (int at = 0; at < o.connections && o.rate == 0; at++) {
    if (!o.churn) connection_ask(&all[at], now());
    else connection_start(&all[at]);
    if (o.churn && at % MOST_PENDING == MOST_PENDING - 1) crowd_turn(0);
  }
}

void crowd_ask(int index, uint64_t due) {
  if (all[index].state == CLOSED) tally.late++;
  else connection_ask(&all[index], due);
}

int crowd_silent(void) {
  int count = 0;
  for (int at = 0; at < o.connections; at++) count += all[at].answered == 0;
  return count;
}
