// SPDX-License-Identifier: Apache-2.0
/*
 * file: reading whole files with a ceiling, and writing so that a reader never sees half of one.
 *
 * All failures are ERROR_FILE with the path in the sentence, unless a function says otherwise.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/auto.h"
#include "base/error.h"
#include "base/text.h"

// Closes what is open; -1 is allowed.  AUTO(file_close) int fd = -1;
void file_close(int fd);
static inline void file_close_auto(int *fd)
{
    file_close(*fd);
}

// Adds the whole file to text; what exceeds the text's ceiling is refused, not cut.
MUST_CHECK bool file_read(const char *path, Text *text, Error *err);
MUST_CHECK bool file_read_fd(int fd, const char *name, Text *text, Error *err);
// Opens for reading a regular file, not through a link, of mode 0600 or stricter, that belongs to
// me.
MUST_CHECK bool file_open_private(const char *path, int *ret_fd, Error *err);

// Makes a new file appear complete; ERROR_CONFLICT if there is one of that name already.
MUST_CHECK bool file_write_new(const char *path, const void *bytes, size_t length, mode_t mode,
                               Error *err);
// Replaces the file, or makes it, in one step, durably.
MUST_CHECK bool file_replace(const char *path, const void *bytes, size_t length, mode_t mode,
                             Error *err);
// A missing file is no failure.
MUST_CHECK bool file_remove(const char *path, Error *err);

bool file_exists(const char *path);
// Makes the folder and those above it, mode 0700; an existing one is left as it is.
MUST_CHECK bool file_make_folder(const char *path, Error *err);
// Where the program keeps what must survive it: $PAYDESK_STATE, else $XDG_STATE_HOME/paydesk, else
// ~/.local/state/paydesk.  Makes the folder.  The caller frees the path.
MUST_CHECK bool file_state_folder(char **ret_path, Error *err);

#endif
