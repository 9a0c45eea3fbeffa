/* Asks a time server for the time: gcc -o client client.c && ./client [HOST] [PORT] */
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

enum { WAIT_SECONDS = 3, LONGEST_REPLY = 1024 };

static int fail(const char *reason) {
  fprintf(stderr, "client: %s\n", reason);
  return 1;
}

int main(int count, char **words) {
  struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM}, *found;
  int error = getaddrinfo(count > 1 ? words[1] : "127.0.0.1", count > 2 ? words[2] : "45000", &hints, &found);
  if (error != 0) return fail(gai_strerror(error));

  /* On Linux SO_SNDTIMEO is also for connect(). Without these two a silent server keeps us for ever.
     Di Linux SO_SNDTIMEO juga berlaku untuk connect(). Tanpa keduanya, server yang diam menahan kita selamanya. */
  struct timeval wait = {.tv_sec = WAIT_SECONDS};
  int server = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(server, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
  setsockopt(server, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  if (connect(server, found->ai_addr, found->ai_addrlen) != 0) return fail(strerror(errno));
  /* strlen, not sizeof: that would send the '\0' too. / strlen, bukan sizeof: '\0' ikut terkirim. */
  send(server, "TIME\r\n", strlen("TIME\r\n"), MSG_NOSIGNAL);

  /* The reply may come byte by byte, and no recv() ends it with '\0': go on until LF, and keep room for '\0'.
     Respons bisa datang byte demi byte, dan recv() tidak menambahkan '\0': baca sampai LF, sisakan tempat untuk '\0'. */
  char reply[LONGEST_REPLY + 1] = "";
  size_t length = 0;
  while (length < LONGEST_REPLY && strchr(reply, '\n') == NULL) {
    ssize_t came = recv(server, reply + length, LONGEST_REPLY - length, 0);
    if (came == 0) return fail("the server closed before a whole reply");
    if (came < 0) return fail(errno == EAGAIN ? "no reply within 3 seconds" : strerror(errno));
    length += came;
    reply[length] = '\0';
  }
  /* QUIT only now: a server that takes each segment for a request would miss it after TIME.
     QUIT baru sekarang: server yang menganggap satu segment satu request tidak akan melihatnya. */
  send(server, "QUIT\r\n", strlen("QUIT\r\n"), MSG_NOSIGNAL);

  int hours, minutes, seconds, end = 0;
  sscanf(reply, "JAM %2d:%2d:%2d\r\n%n", &hours, &minutes, &seconds, &end);
  if (length != 14 || end != 14 || strcmp(reply + 12, "\r\n") != 0) return fail("the reply is not a time");
  printf("%.8s\n", reply + 4);
  return 0;
}
