// SPDX-License-Identifier: Apache-2.0
// terminfo: is a terminal in the database?  Internal to this folder.
#ifndef TERMINAL_TERMINFO_H
#define TERMINAL_TERMINFO_H

#include <stdbool.h>

// fd is any file; nothing is written.
bool terminfo_is_known(const char *term, int fd);

#endif
