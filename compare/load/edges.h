/** When replies of the form JAM hh:mm:ss change their second, against the clock. One clock: server and load share it. */
#ifndef EDGES_H
#define EDGES_H
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define MOST_EDGES 256

struct edges {
  char shown[8];
  int count;
  /** Microseconds from the clock's edge to the first reply with the new second; below 0 if it is early. */
  double first[MOST_EDGES];
  /** Microseconds from the clock's edge to the last reply with the old second. */
  double last[MOST_EDGES];
};

static inline double since_edge(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  double micros = (double)now.tv_nsec / 1e3;
  return micros > 5e5 ? micros - 1e6 : micros;
}

/** Looks at the first of the replies read, which are complete, because a batch is read to its end. */
static inline void edges_see(struct edges *e, const unsigned char *bytes, size_t length) {
  if (length < 12 || memcmp(bytes, "JAM ", 4) != 0 || memcmp(bytes + 4, e->shown, 8) == 0) return;
  int order = memcmp(bytes + 4, e->shown, 8);
  int past_midnight = order < 0 && memcmp(bytes + 4, "00:00:0", 7) == 0 && memcmp(e->shown, "23:59", 5) == 0;
  double at = since_edge();
  if (order > 0 || past_midnight) {
    if (e->shown[0] && e->count < MOST_EDGES) e->first[e->count++] = at;
    memcpy(e->shown, bytes + 4, 8);
  } else if (e->count > 0) e->last[e->count - 1] = at; // answered before the edge and read after it
}

static inline void edges_print(const struct edges *e) {
  printf("\"edges\":[");
  for (int edge = 0; edge < e->count; edge++)
    printf("%s{\"firstUs\":%.0f,\"lastOldUs\":%.0f}", edge ? "," : "", e->first[edge], e->last[edge]);
  printf("],");
}
#endif
