/** Opens the load's sockets from many source addresses, so that ephemeral ports do not run out. */
#ifndef SOCKETS_H
#define SOCKETS_H
#include "options.h"

/** Raises the limit of file descriptors; exits with 3 if the system does not allow enough. */
void allow_descriptors(int connections);

/** A socket that connects, or -1 with errno. */
int dial(const struct options *o);
#endif
