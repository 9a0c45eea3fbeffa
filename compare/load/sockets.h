/** Opens the load's sockets: a source address each, so that ephemeral ports do not run out. */
#ifndef SOCKETS_H
#define SOCKETS_H
#include "options.h"

/** Makes room for the descriptors; ends the process with 3 where the system allows too few. */
void allow_descriptors(int connections);

/** A socket that connects, or -1 with errno. */
int dial(const struct options *o);
#endif
