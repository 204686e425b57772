// SPDX-License-Identifier: Apache-2.0
#include "terminal/output.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "base/memory.h"

void output_init(Output *output, int fd)
{
    *output = (Output){.fd = fd};
}

void output_done(Output *output)
{
    free(output->bytes);
    output_init(output, -1);
}

void output_add(Output *output, const char *bytes, size_t length)
{
    size_t waiting = output->length - output->start;
    if (output->start > 0) {
        memmove(output->bytes, output->bytes + output->start, waiting);
        output->start = 0;
        output->length = waiting;
    }
    if (waiting + length > output->capacity) {
        output->capacity = 2 * (waiting + length);
        output->bytes = memory_resize(output->bytes, output->capacity, 1);
    }
    if (length > 0)
        memcpy(output->bytes + waiting, bytes, length);
    output->length = waiting + length;
}

bool output_is_empty(const Output *output)
{
    return output->start == output->length;
}

bool output_flush(Output *output)
{
    while (!output_is_empty(output) && !output->is_gone) {
        ssize_t done =
            write(output->fd, output->bytes + output->start, output->length - output->start);
        if (done > 0) {
            output->start += (size_t)done;
        } else if (done < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            return false;
        } else if (done == 0 || errno != EINTR) {
            output->is_gone = true;
        }
    }
    output->start = 0;
    output->length = 0;
    return true;
}

bool output_is_writable(const Output *output)
{
    struct pollfd line = {.fd = output->fd, .events = POLLOUT};
    return poll(&line, 1, 0) > 0;
}
