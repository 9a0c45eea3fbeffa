/* Shows each remark on C that reports make: prints `remark: claim: true`. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void shows(const char *remark, const char *claim, int holds) {
  printf("%s: %s: %s\n", remark, claim, holds ? "true" : "false");
  fflush(stdout);
}

static int client, server;

static void connect_both(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int listening = socket(AF_INET, SOCK_STREAM, 0);
  bind(listening, (struct sockaddr *)&address, size);
  listen(listening, 1);
  getsockname(listening, (struct sockaddr *)&address, &size);
  client = socket(AF_INET, SOCK_STREAM, 0);
  connect(client, (struct sockaddr *)&address, size);
  server = accept(listening, NULL, NULL);
  close(listening);
}

static int is_silent(void) {
  struct timeval wait = {.tv_usec = 200000};
  char byte;
  setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  return recv(client, &byte, 1, 0) < 0 && errno == EAGAIN;
}

static void *leaves(void *argument) { return argument; }

static int has_napped;

static void *naps(void *argument) {
  usleep(50000);
  has_napped = 1;
  return argument;
}

static FILE *text(char *bytes) { return fmemopen(bytes, strlen(bytes), "r"); }

int main(void) {
  char buffer[1024], line[64], *lines = NULL;
  size_t size = 0;
  connect_both();
  memset(buffer, 'x', sizeof buffer);
  send(client, "TI", 2, 0);
  shows("read", "recv() returns the part that has come", recv(server, buffer, sizeof buffer, 0) == 2);
  shows("compare", "recv() puts no \\0 behind the bytes", buffer[2] == 'x');
  pthread_t thread;
  pthread_create(&thread, NULL, leaves, NULL);
  pthread_join(thread, NULL);
  shows("unclosed", "the end of a thread closes nothing", is_silent());
  pid_t child = fork();
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  shows("unclosed", "nor does the end of a child", is_silent());
  close(client);
  shows("end-shown", "recv() returns 0", recv(server, buffer, sizeof buffer, 0) == 0);

  char two[] = "TIME\nQUIT\n";
  fgets(line, sizeof line, text(two));
  shows("lf-accepted", "fgets()", strcmp(line, "TIME\n") == 0);
  shows("lf-accepted", "getline()", getline(&lines, &size, text(two)) == 5);
  char lf[] = "TIME\nQUIT", cr[] = "TIME\rQUIT";
  shows("lf-accepted", "strtok()", strcmp(strtok(lf, "\r\n"), "TIME") == 0);
  shows("cr-accepted", "strcspn()", strcspn("TIME\rQUIT", "\r\n") == 4);
  shows("cr-accepted", "strtok()", strcmp(strtok(cr, "\r\n"), "TIME") == 0);
  int ends[2], out = dup(1);
  if (pipe(ends) != 0) return 1;
  dup2(ends[1], 1);
  puts("JAM");
  fflush(stdout);
  dup2(out, 1);
  shows("lf-sent", "puts()", read(ends[0], buffer, sizeof buffer) == 4 && memcmp(buffer, "JAM\n", 4) == 0);

  connect_both();
  FILE *file = fdopen(dup(server), "w");
  fputs("JAM", file);
  shows("unflushed", "a FILE of fdopen() before fflush()", is_silent());
  fflush(file);
  shows("unflushed", "and after it", recv(client, buffer, sizeof buffer, 0) == 3);

  struct tm moment = {.tm_hour = 15, .tm_min = 4, .tm_sec = 5};
  snprintf(line, sizeof line, "%d:%02d", 4, 5);
  shows("time-digits", "%d and %02d", strcmp(line, "4:05") == 0);
  strftime(line, sizeof line, "%H:%M:%S", &moment);
  shows("time-digits", "strftime()", strcmp(line, "15:04:05") == 0);
  strftime(line, sizeof line, "%I", &moment);
  shows("time-hours", "%I counts to 12", strcmp(line, "03") == 0);

  pthread_create(&thread, NULL, naps, NULL);
  pthread_join(thread, NULL);
  shows("one-at-a-time", "pthread_join() waits for the end", has_napped);

  connect_both();
  struct linger reset = {.l_onoff = 1, .l_linger = 0};
  setsockopt(client, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  close(client);
  recv(server, buffer, 1, 0);
  int status;
  child = fork();
  if (child == 0) {
    send(server, "JAM", 3, 0);
    _exit(0);
  }
  waitpid(child, &status, 0);
  shows("reset-raised", "SIGPIPE ends the program", WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE);
  signal(SIGPIPE, SIG_IGN);
  shows("reset-raised", "ignored, write() returns -1", write(server, "JAM", 3) == -1 && errno == EPIPE);
  return 0;
}
