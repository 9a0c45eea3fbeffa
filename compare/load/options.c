/** Reads the arguments, and builds the batches to send. */
#define _GNU_SOURCE
#include "options.h"
#include "lines.h"
#include <arpa/inet.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char USAGE[] =
    "usage: load ADDRESS PORT [options]\n"
    "  --connections N      50\n"
    "  --pipeline M         requests in one send (1)\n"
    "  --request TEXT       one request, with \\r \\n \\\\; empty if the server speaks first (TIME\\r\\n)\n"
    "  --lines-per-reply L  1\n"
    "  --requests-file F    its lines in turn, M in a send; after QUIT the server must close, and a new connection follows\n"
    "  --churn              one connection per request\n"
    "  --rate R             open loop: R sends per second, latency from the scheduled time; spins\n"
    "  --seconds S          measured time (2), after --warmup S (0.3), halfway through which \"measuring\" is printed;\n"
    "                       --connect-seconds S (15) at most to connect\n"
    "  --sources K          source addresses 127.1.x.y (1; 16 above 1000 connections; 250 if it reconnects)\n"
    "  --edges              record when replies of JAM hh:mm:ss change their second; spins\n"
    "  --hold               connect, print \"held\", send nothing, end with the standard input\n";

static _Noreturn void refuse(const char *why) {
  fprintf(stderr, "load: %s\n%s", why, USAGE);
  exit(2);
}

static unsigned char *unescape(const char *text, size_t *length) {
  unsigned char *bytes = malloc(strlen(text) + 1), *at = bytes;
  if (!bytes) refuse("out of memory");
  for (; *text; text++) {
    if (*text == '\\' && text[1]) {
      text++;
      *at++ = (unsigned char)(*text == 'r' ? '\r' : *text == 'n' ? '\n' : *text);
    } else *at++ = (unsigned char)*text;
  }
  *length = (size_t)(at - bytes);
  return bytes;
}

static void repeat_request(struct options *o) {
  size_t length, count = (size_t)o->pipeline;
  unsigned char *one = unescape(o->request, &length), *bytes = malloc(length * count + 1);
  if (!bytes) refuse("out of memory");
  for (size_t copy = 0; copy < count; copy++) memcpy(bytes + copy * length, one, length);
  free(one);
  o->batches = malloc(sizeof *o->batches);
  if (!o->batches) refuse("out of memory");
  o->batches[0] = (struct batch){bytes, length * count, count, count * (size_t)o->lines_per_reply, false};
  o->batch_count = 1;
}

/** A line is answered by lines_per_reply lines, QUIT by a close. */
static void cut_file(struct options *o) {
  FILE *file = fopen(o->requests_file, "rb");
  if (!file) refuse("cannot read --requests-file");
  fseek(file, 0, SEEK_END);
  size_t length = (size_t)ftell(file);
  rewind(file);
  unsigned char *bytes = malloc(length + 1), *end = bytes + length;
  if (!bytes || fread(bytes, 1, length, file) != length) refuse("cannot read --requests-file");
  fclose(file);
  size_t lines = count_lines(bytes, length);
  if (lines == 0 || bytes[length - 1] != '\n') refuse("--requests-file must end with a line feed");
  o->batches = calloc(lines / (size_t)o->pipeline + lines + 1, sizeof *o->batches);
  if (!o->batches) refuse("out of memory");
  for (unsigned char *at = bytes; at < end;) {
    struct batch *b = &o->batches[o->batch_count++];
    b->bytes = at;
    for (int line = 0; line < o->pipeline && at < end && !b->ends; line++) {
      unsigned char *next = (unsigned char *)memchr(at, '\n', (size_t)(end - at)) + 1;
      b->ends = next - at == 6 && memcmp(at, "QUIT\r\n", 6) == 0;
      if (!b->ends) b->requests++;
      at = next;
    }
    b->length = (size_t)(at - b->bytes);
    b->lines = b->requests * (size_t)o->lines_per_reply;
    if (b->requests == 0) refuse("a send of --requests-file contains only QUIT");
  }
}

struct options read_options(int argc, char **argv) {
  struct options o = {.connections = 50, .pipeline = 1, .lines_per_reply = 1, .seconds = 2, .warmup = 0.3,
                      .connect_seconds = 15, .request = "TIME\\r\\n"};
  static const struct option LONG[] = {
      {"connections", 1, 0, 'c'}, {"pipeline", 1, 0, 'p'}, {"request", 1, 0, 'r'}, {"lines-per-reply", 1, 0, 'l'},
      {"requests-file", 1, 0, 'f'}, {"churn", 0, 0, 'C'}, {"rate", 1, 0, 'R'}, {"seconds", 1, 0, 's'},
      {"warmup", 1, 0, 'w'}, {"connect-seconds", 1, 0, 't'}, {"sources", 1, 0, 'S'}, {"edges", 0, 0, 'e'},
      {"hold", 0, 0, 'H'}, {0, 0, 0, 0}};
  for (int option; (option = getopt_long(argc, argv, "", LONG, 0)) != -1;) switch (option) {
    case 'c': o.connections = atoi(optarg); break;
    case 'p': o.pipeline = atoi(optarg); break;
    case 'r': o.request = optarg; break;
    case 'l': o.lines_per_reply = atoi(optarg); break;
    case 'f': o.requests_file = optarg; break;
    case 'C': o.churn = true; break;
    case 'R': o.rate = atof(optarg); break;
    case 's': o.seconds = atof(optarg); break;
    case 'w': o.warmup = atof(optarg); break;
    case 't': o.connect_seconds = atof(optarg); break;
    case 'S': o.sources = atoi(optarg); break;
    case 'e': o.edges = true; break;
    case 'H': o.hold = true; break;
    default: refuse("unknown option");
    }
  if (argc - optind != 2) refuse("ADDRESS and PORT are missing");
  o.server = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[optind + 1]))};
  if (inet_pton(AF_INET, argv[optind], &o.server.sin_addr) != 1 || ntohl(o.server.sin_addr.s_addr) >> 24 != 127)
    refuse("ADDRESS must be in 127.0.0.0/8: this load is for loopback only");
  if (o.connections < 1 || o.pipeline < 1 || o.lines_per_reply < 1 || o.seconds <= 0 || o.warmup < 0)
    refuse("a number is out of range");
  if (o.rate > 0 && (o.churn || o.requests_file)) refuse("--rate excludes --churn and --requests-file");
  if (o.churn) o.pipeline = 1;
  if (o.requests_file) cut_file(&o);
  else repeat_request(&o);
  bool reconnects = o.churn || o.requests_file;
  if (o.sources < 1) o.sources = reconnects ? 250 : o.connections > 1000 ? 16 : 1;
  return o;
}
