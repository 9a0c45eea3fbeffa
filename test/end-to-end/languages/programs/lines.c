/* ./lines READ_PORT WRITE_PORT: prints what each way to read returns; then each way to write sends a line. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <gnu/libc-version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { INPUTS = 5 };

static int dial(const char *port) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(port)), .sin_addr = {htonl(INADDR_LOOPBACK)}};
  int tcp = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(tcp, (void *)&to, sizeof to) != 0) exit(1);
  return tcp;
}
static void show(const char *item, size_t length) {
  putchar('\t');
  for (size_t i = 0; i < length; i++) printf("%02x", (unsigned char)item[i]);
}
static void with_recv(int tcp) {
  char buffer[1024];
  for (ssize_t count; (count = recv(tcp, buffer, sizeof buffer, 0)) > 0;) show(buffer, count);
}
static void with_fgets(int tcp) {
  char line[1024];
  for (FILE *in = fdopen(tcp, "r"); fgets(line, sizeof line, in) != NULL;) show(line, strlen(line));
}
static void with_getline(int tcp) {
  char *line = NULL;
  size_t size = 0;
  ssize_t length;
  for (FILE *in = fdopen(tcp, "r"); (length = getline(&line, &size, in)) > 0;) show(line, length);
}
static void with_scanf(int tcp) {
  char word[200000];
  for (FILE *in = fdopen(tcp, "r"); fscanf(in, "%199999s", word) == 1;) show(word, strlen(word));
}
static void send_sizeof(int tcp) {
  char text[8] = "JAM\r\n";
  send(tcp, text, sizeof text, 0);
}
static void send_strlen(int tcp) { send(tcp, "JAM\r\n", strlen("JAM\r\n"), 0); }
static void with_fprintf(int tcp) { fprintf(fdopen(tcp, "w"), "JAM\r\n"); }
static void with_dprintf(int tcp) { dprintf(tcp, "JAM\r\n"); }

static const struct { const char *name; void (*run)(int tcp); } READERS[] = {
  {"recv(tcp, buffer, 1024, 0)", with_recv},
  {"fgets(line, 1024, fdopen(tcp, \"r\"))", with_fgets},
  {"getline(&line, &size, fdopen(tcp, \"r\"))", with_getline},
  {"fscanf(fdopen(tcp, \"r\"), \"%s\", word)", with_scanf},
}, WRITERS[] = {
  {"send(tcp, text, strlen(text), 0)", send_strlen},
  {"char text[8]; send(tcp, text, sizeof text, 0)", send_sizeof},
  {"fprintf(fdopen(tcp, \"w\"), \"JAM\\r\\n\")", with_fprintf},
  {"dprintf(tcp, \"JAM\\r\\n\")", with_dprintf},
};

int main(int count, char **words) {
  if (count < 3) return 2;
  printf("version glibc %s\n", gnu_get_libc_version());
  for (size_t i = 0; i < sizeof READERS / sizeof *READERS; i++) {
    for (int index = 0; index < INPUTS; index++) {
      printf("reads\t%d\t%s", index, READERS[i].name);
      READERS[i].run(dial(words[1]));
      putchar('\n');
    }
  }
  for (size_t i = 0; i < sizeof WRITERS / sizeof *WRITERS; i++) {
    int tcp = dial(words[2]);
    char rest;
    WRITERS[i].run(tcp);
    shutdown(tcp, SHUT_WR);
    recv(tcp, &rest, 1, 0);
    printf("writes\t%s\n", WRITERS[i].name);
  }
  fflush(stdout);
  _exit(0);
}
