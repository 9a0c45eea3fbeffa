/** C with POSIX sockets and threads; `send_time` stands for the lines of `reply`. */
import type { FixId } from "./fix-id.ts";

export const C = {
  listen: `
int listener = socket(AF_INET, SOCK_STREAM, 0);
int on = 1;
setsockopt(listener, SOL_SOCKET, SO_REUSEADDR,
           &on, sizeof on);
struct sockaddr_in address = {.sin_family = AF_INET,
                              .sin_port = htons(45000)};
bind(listener, (void *)&address, sizeof address);
listen(listener, 128);
while (1) {
  long client = accept(listener, NULL, NULL);
  pthread_t thread;
  pthread_create(&thread, NULL, run, (void *)client);
  pthread_detach(thread);
}
`.trim(),
  reply: String.raw`
char reply[32];
struct tm parts;
time_t now = time(NULL);
localtime_r(&now, &parts);
size_t length = strftime(reply, sizeof reply,
                         "JAM %H:%M:%S\r\n", &parts);
send(client, reply, length, MSG_NOSIGNAL);
`.trim(),
  lines: String.raw`
char line[1025];
size_t n = 0;
while (n < 1024 && recv(client, line + n, 1, 0) == 1) {
  line[++n] = '\0';
  if (n < 2 || strcmp(line + n - 2, "\r\n")) continue;
  if (strcmp(line, "QUIT\r\n") == 0) break;
  if (strncmp(line, "TIME", 4) == 0) send_time(client);
  n = 0;
}
close(client);
`.trim(),
  quit: `
if (strcmp(line, "QUIT") == 0) {
  close(client);
  return;
}
`.trim(),
  unknown: String.raw`
if (strncmp(line, "TIME", 4) == 0) {
  send_time(client);
} else {
  const char *error = "ERROR unknown request\r\n";
  send(client, error, strlen(error), MSG_NOSIGNAL);
}
`.trim(),
  guard: `
void *run(void *argument) {
  int client = (int)(long)argument;
  signal(SIGPIPE, SIG_IGN);
  serve_client(client);
  close(client);
  return NULL;
}
`.trim(),
  gone: `
ssize_t count = recv(client, chunk, sizeof chunk, 0);
if (count <= 0) {
  close(client);
  return;
}
`.trim(),
} as const satisfies Record<FixId, string>;
