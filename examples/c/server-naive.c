/* A time server as many write it in C; what it fails is in the README: gcc -pthread -o naive server-naive.c && ./naive [PORT] */
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

void *handle_client(void *argument) {
  int client = (int)(long)argument;
  char buffer[1024] = "", reply[32] = "";
  /* Wrong: what one recv() brings is taken for one request. / Salah: hasil satu recv() dianggap satu request. */
  while (recv(client, buffer, sizeof(buffer), 0) > 0) {
    /* Wrong: TIME without CR LF is served too. / Salah: TIME tanpa CR LF juga dilayani. */
    if (strncmp(buffer, "TIME", 4) == 0) {
      time_t now = time(NULL);
      struct tm *parts = localtime(&now);
      sprintf(reply, "JAM %02d:%02d:%02d\r\n", parts->tm_hour, parts->tm_min, parts->tm_sec);
      /* Wrong: sizeof sends 18 bytes of '\0' after CR LF. / Salah: sizeof ikut mengirim 18 byte '\0' setelah CR LF. */
      send(client, reply, sizeof(reply), 0);
    } else if (strncmp(buffer, "QUIT", 4) == 0) {
      break;
    }
  }
  close(client);
  return NULL;
}

int main(int argc, char *argv[]) {
  signal(SIGPIPE, SIG_IGN);
  int server = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(argc > 1 ? atoi(argv[1]) : 45000)};
  bind(server, (struct sockaddr *)&address, sizeof(address));
  listen(server, 128);
  while (1) {
    long client = accept(server, NULL, NULL);
    pthread_t thread;
    pthread_create(&thread, NULL, handle_client, (void *)client);
    pthread_detach(thread);
  }
}
