/** A logarithmic histogram of nanoseconds, 64 steps per octave: values are exact to 1.6 percent. */
#ifndef HISTOGRAM_H
#define HISTOGRAM_H
#include <stdint.h>

#define STEP_BITS 6
#define STEPS (1u << STEP_BITS)
#define BUCKETS ((64 - STEP_BITS + 1) << STEP_BITS)

struct histogram {
  uint64_t counts[BUCKETS];
  uint64_t total, max;
};

static inline void histogram_add(struct histogram *h, uint64_t value) {
  unsigned bucket = (unsigned)value;
  if (value >= STEPS) {
    int shift = 63 - __builtin_clzll(value) - STEP_BITS;
    bucket = (unsigned)(((shift + 1) << STEP_BITS) + (int)((value >> shift) - STEPS));
  }
  h->counts[bucket]++;
  h->total++;
  if (value > h->max) h->max = value;
}

/** The value that a share of all values does not exceed, in microseconds: the middle of its bucket. */
static inline double histogram_at(const struct histogram *h, double share) {
  uint64_t wanted = (uint64_t)((double)h->total * share), seen = 0;
  for (unsigned bucket = 0; bucket < BUCKETS; bucket++) {
    seen += h->counts[bucket];
    if (seen <= wanted) continue;
    if (bucket < STEPS) return bucket / 1e3;
    int shift = (int)(bucket >> STEP_BITS) - 1;
    double value = ((double)((bucket & (STEPS - 1)) + STEPS) + 0.5) * (double)(1ull << shift);
    return (value < (double)h->max ? value : (double)h->max) / 1e3;
  }
  return (double)h->max / 1e3;
}
#endif
