/* The time server of TUGAS 2 with a thread for each client: gcc -pthread -o server server.c && ./server [PORT] */
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
enum { LONGEST_LINE = 1024, IDLE_SECONDS = 300, DRAIN_SECONDS = 2 };

/* recv() brings half a request, or three: getc() gives the bytes one by one, in whatever segment they came.
   recv() membawa setengah request, atau tiga: getc() memberi byte satu per satu. 0: FIN, -1: too long / terlalu panjang. */
static int read_line(FILE *in, char *line) {
  for (int length = 0, next; length < LONGEST_LINE; line[length++] = (char)next) {
    if ((next = getc(in)) == EOF) return 0;
    if (next == '\n') return line[length] = '\n', length + 1;
  }
  return -1;
}
/* Without MSG_NOSIGNAL a client that has gone ends the whole process. / Client yang sudah pergi bisa mematikan proses. */
static void say(int client, const char *text) { send(client, text, strlen(text), MSG_NOSIGNAL); }

/* The line may have '\0' within, and has none at its end: compare by its length. / Bandingkan dengan panjangnya. */
static void answer(int client, const char *line, int length) {
  if (length < 2 || line[length - 2] != '\r') return say(client, "ERROR end the line with CR LF (13 10)\r\n");
  if (length < 6 || memcmp(line, "TIME", 4) != 0) return say(client, length == 2 ? "" : "ERROR unknown request\r\n");
  char reply[32];
  struct tm parts; /* localtime() would share one among threads / localtime() berbagi satu untuk semua thread */
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now); /* time() can be some ms late / time() bisa terlambat beberapa ms */
  strftime(reply, sizeof reply, "JAM %H:%M:%S\r\n", localtime_r(&now.tv_sec, &parts));
  say(client, reply);
}
static void set_patience(int client, int seconds) {
  setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){.tv_sec = seconds}, sizeof(struct timeval));
}
static void *serve(void *argument) {
  int client = (int)(long)argument, length;
  char line[LONGEST_LINE];
  FILE *in = fdopen(client, "r");
  set_patience(client, IDLE_SECONDS);
  while ((length = read_line(in, line)) > 0 && (length != 6 || memcmp(line, "QUIT\r\n", 6) != 0)) answer(client, line, length);
  if (length < 0) say(client, "ERROR line too long\r\n");
  /* Closing with unread bytes sends RST: send FIN, then read what is left. / Kirim FIN dulu, lalu baca sisanya. */
  shutdown(client, SHUT_WR);
  set_patience(client, DRAIN_SECONDS);
  while (getc(in) != EOF) continue;
  return fclose(in), NULL; /* closes the socket too / juga menutup socket */
}
int main(int count, char **words) {
  int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(count > 1 ? atoi(words[1]) : 45000)};
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); /* or the port is taken for 60 s / port tertahan 60 detik */
  if (bind(listener, (void *)&address, sizeof address) || listen(listener, 128)) return perror("server"), 1;
  for (pthread_t thread;;) {
    long client = accept(listener, NULL, NULL);
    if (client >= 0 && pthread_create(&thread, NULL, serve, (void *)client) == 0) pthread_detach(thread);
  }
}
