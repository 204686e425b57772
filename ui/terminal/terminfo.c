// SPDX-License-Identifier: Apache-2.0
// Alone in a file, since term.h makes macros of words like "columns" and "lines".
#include "terminal/terminfo.h"

#include <curses.h>
#include <term.h>

bool terminfo_is_known(const char *term, int fd)
{
    int reason = 0;
    if (setupterm(term, fd, &reason) == ERR)
        return false;
    del_curterm(cur_term);
    return true;
}
