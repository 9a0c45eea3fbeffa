/** Opens the load's sockets, each from the next of the source addresses 127.1.x.y. */
#define _GNU_SOURCE
#include "sockets.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#ifndef IP_BIND_ADDRESS_NO_PORT
#define IP_BIND_ADDRESS_NO_PORT 24 // include/uapi/linux/in.h: the port is chosen at connect, by the pair of addresses
#endif
#define FIRST_SOURCE 0x7f010002u
#define HOSTS_A_NET 250u

void allow_descriptors(int connections) {
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  rlim_t wanted = (rlim_t)connections + 64;
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = wanted;
  if (limit.rlim_max < wanted) limit.rlim_max = wanted;
  if (setrlimit(RLIMIT_NOFILE, &limit) == 0) return;
  fprintf(stderr, "load: %d connections need more descriptors than ulimit -n allows\n", connections);
  exit(3);
}

static int bind_to_next_source(int fd, const struct options *o) {
  static uint32_t dialled;
  uint32_t source = ((uint32_t)getpid() * 37u + dialled++ % (uint32_t)o->sources) % (HOSTS_A_NET * HOSTS_A_NET);
  uint32_t address = FIRST_SOURCE + source / HOSTS_A_NET * 256u + source % HOSTS_A_NET;
  struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(address)};
  setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &(int){1}, sizeof(int));
  return bind(fd, (struct sockaddr *)&from, sizeof from);
}

int dial(const struct options *o) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  if (!o->churn) setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int)); // pointless for one small send
  if ((o->sources == 1 || bind_to_next_source(fd, o) == 0) &&
      (connect(fd, (const struct sockaddr *)&o->server, sizeof o->server) == 0 || errno == EINPROGRESS))
    return fd;
  int why = errno;
  close(fd);
  errno = why;
  return -1;
}
