/** The baseline: a bare epoll loop in one thread that counts line feeds and sends as many replies. It checks nothing. */
#define _GNU_SOURCE
#include "../load/lines.h"
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define REPLY_BYTES 14u
#define MOST_REQUESTS 65536u

static unsigned char chunk[MOST_REQUESTS];
static char replies[MOST_REQUESTS * REPLY_BYTES];
static int epoll;

static int listen_on(unsigned short port) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(listener, (struct sockaddr *)&at, sizeof at) == 0 && listen(listener, 4096) == 0) return listener;
  perror("baseline");
  exit(1);
}

static void watch(int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

/** The accepted sockets block: a send waits for buffer space. */
static void accept_all(int listener) {
  for (int fd; (fd = accept(listener, NULL, NULL)) >= 0; watch(fd))
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
}

static void update_replies(void) {
  static time_t current;
  time_t now = time(NULL);
  if (now == current) return;
  current = now;
  char reply[32];
  strftime(reply, sizeof reply, "JAM %H:%M:%S\r\n", localtime(&now));
  for (size_t at = 0; at < sizeof replies; at += REPLY_BYTES) memcpy(replies + at, reply, REPLY_BYTES);
}

static void serve(int fd) {
  ssize_t length = recv(fd, chunk, sizeof chunk, 0);
  if (length <= 0) {
    close(fd);
    return;
  }
  update_replies();
  size_t wanted = REPLY_BYTES * count_lines(chunk, (size_t)length);
  for (size_t sent = 0; sent < wanted;) {
    ssize_t taken = send(fd, replies + sent, wanted - sent, MSG_NOSIGNAL);
    if (taken <= 0) return;
    sent += (size_t)taken;
  }
}

int main(int argc, char **argv) {
  if (argc != 2) return fputs("usage: baseline PORT\n", stderr), 2;
  int listener = listen_on((unsigned short)atoi(argv[1]));
  epoll = epoll_create1(0);
  watch(listener);
  for (struct epoll_event events[512];;) {
    int count = epoll_wait(epoll, events, 512, -1);
    for (int at = 0; at < count; at++)
      if (events[at].data.fd == listener) accept_all(listener);
      else serve(events[at].data.fd);
  }
}
