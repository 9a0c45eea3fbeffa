#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

int main(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(45000)};
    int server = socket(AF_INET, SOCK_STREAM, 0);
    bind(server, (struct sockaddr *)&address, sizeof address);
    listen(server, 5);
    for (;;) {
        int client = accept(server, NULL, NULL)
        char reply[32];
        time_t now = time(NULL);
        strftime(reply, sizeof reply, "JAM %H:%M:%S\r\n", localtime(&now));
        write(client, reply, strlen(reply));
        close(client);
    }
}
