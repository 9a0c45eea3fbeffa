/** What the load generator was asked to do, read once at the door. */
#ifndef OPTIONS_H
#define OPTIONS_H
#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>

/** Requests that leave in one send, and how many lines answer them. */
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

/** Ends the process with 2 where the arguments are wrong. */
struct options read_options(int argc, char **argv);
#endif
