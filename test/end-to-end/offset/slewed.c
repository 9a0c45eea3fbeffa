/*
 * Loaded into a process, slews its clocks as adjtime(3) does: CLOCK_REALTIME and CLOCK_MONOTONIC run faster by SLEW_PPM
 * millionths, CLOCK_MONOTONIC_RAW does not. The wall clock is right at SLEW_FROM_MS, in milliseconds since 1970.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SECOND 1000000000LL

static int (*real_gettime)(clockid_t, struct timespec *);
static double rate;
static long long wall_from, monotonic_from;

static long long nanoseconds(clockid_t id) {
  struct timespec now;
  real_gettime(id, &now);
  return now.tv_sec * SECOND + now.tv_nsec;
}

static void *next_symbol(void *handle, const char *name) {
  static void *(*real_dlsym)(void *, const char *);
  if (!real_dlsym) *(void **)&real_dlsym = dlvsym(RTLD_NEXT, "dlsym", "GLIBC_2.34");
  return real_dlsym(handle, name);
}

static void start(void) {
  if (real_gettime) return;
  *(void **)&real_gettime = next_symbol(RTLD_NEXT, "clock_gettime");
  rate = atof(getenv("SLEW_PPM")) / 1e6;
  wall_from = atof(getenv("SLEW_FROM_MS")) * 1e6;
  monotonic_from = nanoseconds(CLOCK_MONOTONIC);
}

int clock_gettime(clockid_t id, struct timespec *out) {
  start();
  int slewed = id == CLOCK_REALTIME || id == CLOCK_MONOTONIC;
  if (!slewed) return real_gettime(id, out);
  long long from = id == CLOCK_REALTIME ? wall_from : monotonic_from;
  long long now = nanoseconds(id);
  now += (long long)((now - from) * rate);
  out->tv_sec = now / SECOND;
  out->tv_nsec = now % SECOND;
  return 0;
}

/* A program that looks the function up in the C library by name gets this one, too. */
void *dlsym(void *handle, const char *name) {
  return strcmp(name, "clock_gettime") == 0 ? (void *)clock_gettime : next_symbol(handle, name);
}
