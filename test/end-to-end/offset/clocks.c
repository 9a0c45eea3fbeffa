// Time servers whose clocks are not exact: argv[1] is the clock, argv[2] the port.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *kind;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static time_t shown(int isFirst) {
  static __thread time_t atConnection;
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  static double cached;
  struct timespec time;
  if (strcmp(kind, "coarse") == 0) {
    clock_gettime(CLOCK_REALTIME_COARSE, &time);
    return time.tv_sec;
  }
  if (strcmp(kind, "cached") == 0) {
    pthread_mutex_lock(&lock);
    if (now() - cached >= 0.1) cached = now();
    time_t second = cached;
    pthread_mutex_unlock(&lock);
    return second;
  }
  if (strcmp(kind, "connection") == 0) {
    if (isFirst) atConnection = now();
    return atConnection;
  }
  return now();
}

static void *serve(void *argument) {
  int socket = (int)(long)argument;
  int one = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  char byte, reply[64];
  shown(1);
  while (read(socket, &byte, 1) == 1) {
    if (byte != '\n') continue;
    time_t second = shown(0);
    struct tm parts;
    gmtime_r(&second, &parts);
    size_t length = strftime(reply, sizeof reply, strcmp(kind, "twelve") == 0 ? "JAM %I:%M:%S\r\n" : "JAM %H:%M:%S\r\n", &parts);
    if (write(socket, reply, length) < 0) break;
  }
  close(socket);
  return NULL;
}

int main(int count, char **arguments) {
  kind = arguments[1];
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(count > 2 ? atoi(arguments[2]) : 0)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int listener = socket(AF_INET, SOCK_STREAM, 0), one = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 64) < 0) return 1;
  socklen_t length = sizeof address;
  getsockname(listener, (struct sockaddr *)&address, &length);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  while (1) {
    int client = accept(listener, NULL, NULL);
    pthread_t thread;
    pthread_create(&thread, NULL, serve, (void *)(long)client);
    pthread_detach(thread);
  }
}
