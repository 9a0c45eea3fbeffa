/** Loads a line server on loopback and prints the result as JSON. One thread, epoll. */
#define _GNU_SOURCE
#include "crowd.h"
#include "sockets.h"
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

static double processor_seconds(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static void emit(const char *line) {
  puts(line);
  fflush(stdout);
}

static void hold(void) {
  emit("{\"event\":\"held\"}");
  char ignored[64];
  while (read(STDIN_FILENO, ignored, sizeof ignored) > 0) continue;
}

/** Runs until `to`. Spins in an open loop, because a timer is coarser than the schedule, and while watching edges,
    because a wake-up can take milliseconds, which are not the server's. */
static void run(const struct options *o, uint64_t *next, uint64_t started, uint64_t to) {
  for (uint64_t at; (at = now()) < to;) {
    if (o->rate == 0) {
      crowd_turn(o->edges ? 0 : (int)((to - at) / 1000000u) + 1);
      continue;
    }
    for (uint64_t due; (due = started + (uint64_t)((double)*next * 1e9 / o->rate)) <= at; (*next)++)
      crowd_ask((int)(*next % (uint64_t)o->connections), due);
    crowd_turn(0);
  }
}

static void print(const struct options *o, double connect_seconds, double processor) {
  const struct histogram *h = &tally.latency;
  printf("{\"event\":\"measured\",\"requests\":%llu,\"seconds\":%.4f,\"rate\":%.1f,\"processor\":%.3f,",
         (unsigned long long)tally.requests, o->seconds, (double)tally.requests / o->seconds, processor);
  printf("\"p50Us\":%.1f,\"p99Us\":%.1f,\"p999Us\":%.1f,\"maxUs\":%.1f,", histogram_at(h, .5), histogram_at(h, .99),
         histogram_at(h, .999), (double)h->max / 1e3);
  if (o->edges) edges_print(&tally.edges);
  printf("\"dials\":%llu,\"connectSeconds\":%.3f,\"silent\":%d,\"late\":%llu,", (unsigned long long)tally.dials,
         connect_seconds, crowd_silent(), (unsigned long long)tally.late);
  printf("\"errors\":{\"connect\":%llu,\"io\":%llu,\"closed\":%llu,\"extraLines\":%llu}}\n",
         (unsigned long long)tally.connect_errors, (unsigned long long)tally.io_errors,
         (unsigned long long)tally.early_closes, (unsigned long long)tally.extra_lines);
}

int main(int argc, char **argv) {
  struct options o = read_options(argc, argv);
  allow_descriptors(o.connections);
  uint64_t began = now();
  int open = crowd_connect(&o);
  double connect_seconds = (double)(now() - began) / 1e9;
  if (open < o.connections) {
    fprintf(stderr, "load: %d of %d connected within %.1f s\n", open, o.connections, connect_seconds);
    return 3;
  }
  if (o.hold) return hold(), 0;
  uint64_t started = now(), from = started + (uint64_t)(o.warmup * 1e9), to = from + (uint64_t)(o.seconds * 1e9);
  uint64_t next = 0;
  crowd_start(from, to);
  // The runner now reads the server's CPU time, which takes some ms on the server's core: not within the measured time.
  run(&o, &next, started, from - (from - started) / 2);
  emit("{\"event\":\"measuring\"}");
  run(&o, &next, started, from);
  double processor = processor_seconds();
  run(&o, &next, started, to);
  processor = (processor_seconds() - processor) / o.seconds;
  print(&o, connect_seconds, processor);
  return tally.requests == 0;
}
