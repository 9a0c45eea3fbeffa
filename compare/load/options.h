/** The options of the load generator, read once at the start. */
#ifndef OPTIONS_H
#define OPTIONS_H
#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>

/** Requests that are sent at once, and the number of lines in their replies. */
struct batch {
  const unsigned char *bytes;
  size_t length, requests, lines;
  /** Whether it ends with QUIT, and the server then closes. */
  bool ends;
};

struct options {
  struct sockaddr_in server;
  int connections, pipeline, lines_per_reply, sources;
  double seconds, warmup, connect_seconds, rate;
  bool churn, hold, edges;
  const char *request, *requests_file;
  struct batch *batches;
  size_t batch_count;
};

/** Exits with 2 on a usage error. */
struct options read_options(int argc, char **argv);
#endif
