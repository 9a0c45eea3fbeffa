#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const int mistake = 0;

static void reply(int client) {
  char text[32];
  struct timespec now;
  struct tm parts;
  clock_gettime(CLOCK_REALTIME, &now);
  localtime_r(&now.tv_sec, &parts);
  strftime(text, sizeof text, mistake == 5 ? "JAM %H:%M:%S\n" : "JAM %H:%M:%S\r\n", &parts);
  write(client, text, strlen(text));
}

static void by_chunk(int client) {
  char request[1025];
  for (ssize_t length; (length = read(client, request, 1024)) > 0;) {
    request[length] = 0;
    if (mistake == 1 ? !strcmp(request, "TIME\r\n") : !strncmp(request, "TIME", 4)) reply(client);
    else if (!strncmp(request, "QUIT", 4)) return;
    else write(client, "ERROR\r\n", 7);
  }
}

/* Returns 0 at the end of the session. */
static int answer(int client, const char *line, size_t length) {
  if (length >= 4 && !memcmp(line, "TIME", 4)) {
    reply(client);
    return mistake != 7;
  }
  if (length >= 4 && !memcmp(line, "QUIT", 4) && strspn(line + 4, " ") == length - 4 && mistake != 6) return 0;
  if (length > 0 && mistake != 8) write(client, "ERROR unknown request\r\n", 23);
  return 1;
}

static void by_line(int client) {
  char line[8192], byte;
  size_t length = 0;
  while (read(client, &byte, 1) > 0) {
    if (length < sizeof line - 1) line[length++] = byte;
    if (byte != '\n' || (mistake != 3 && (length < 2 || line[length - 2] != '\r'))) continue;
    length -= length >= 2 && line[length - 2] == '\r' ? 2 : 1;
    line[length] = 0;
    if (!answer(client, line, length)) return;
    length = 0;
  }
}

static void *serve(void *argument) {
  int client = (int)(long)argument;
  if (mistake == 1 || mistake == 2) by_chunk(client);
  else by_line(client);
  close(client);
  return NULL;
}

int main(void) {
  int server = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(45000)};
  signal(SIGPIPE, SIG_IGN);
  setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(server, (struct sockaddr *)&address, sizeof address) < 0 || listen(server, 100) < 0) {
    perror("server");
    return 1;
  }
  for (;;) {
    int client = accept(server, NULL, NULL);
    pthread_t thread;
    if (client < 0) continue;
    if (mistake == 4) serve((void *)(long)client);
    else if (!pthread_create(&thread, NULL, serve, (void *)(long)client)) pthread_detach(thread);
  }
}
