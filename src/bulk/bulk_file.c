// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "bulk/bulk_internal.h"

enum { FORMAT_PEEK = 64 }; // bytes of the beginning that tell the format

struct BulkSource {
    BulkReading *reading;
    Digest *digest;
    int fd;
    int failure; // errno of a read that failed
    int64_t done;
    int64_t total;
};

static void source_done(BulkSource *source)
{
    file_close(source->fd);
    digest_free(source->digest);
}
AUTO_DEFINE_VALUE(BulkSource, source_done);

void bulk_reading_done(BulkReading *reading)
{
    text_done(&reading->message);
}

static bool refuse_file(const BulkReading *reading, const char *reason, Error *err)
{
    return error_set_field(err, ERROR_FILE, "file", NULL, "%s cannot be read: %s.", reading->path,
                           reason);
}

// A regular file only: anything else could not be read twice.
static bool source_open(const BulkReading *reading, BulkSource *source, Error *err)
{
    struct stat about;
    source->fd = open(reading->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (source->fd < 0 || fstat(source->fd, &about) != 0)
        return refuse_file(reading, strerrordesc_np(errno), err);
    if (!S_ISREG(about.st_mode))
        return refuse_file(reading, "it is not a regular file", err);
    source->digest = digest_new();
    source->total = about.st_size;
    return true;
}

int64_t bulk_source_read(void *context, char *bytes, size_t size)
{
    BulkSource *source = context;
    ssize_t got = 0;
    do {
        got = read(source->fd, bytes, size);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        source->failure = errno;
        return -1;
    }
    digest_add(source->digest, bytes, (size_t)got);
    source->done += got;
    watch_tell(source->reading->watch, source->reading->what, source->done, source->total);
    return got;
}

// What begins with < is XML, whatever its encoding puts around it; all else is CSV.
static bool guess_format(BulkSource *source, BulkFormat *ret_format, Error *err)
{
    char head[FORMAT_PEEK];
    ssize_t got = pread(source->fd, head, sizeof head, 0);
    if (got < 0)
        return refuse_file(source->reading, strerrordesc_np(errno), err);
    *ret_format = BULK_CSV;
    for (ssize_t i = 0; i < got; i++) {
        if (head[i] == '<')
            *ret_format = BULK_PAIN001;
        if (head[i] == '<' || strchr(" \t\r\n\xEF\xBB\xBF\xFE\xFF", head[i]) == NULL)
            break;
    }
    return true;
}

bool bulk_reading_line(BulkReading *reading, BulkLine *line, Error *err)
{
    if (reading->count == BULK_LINES_MAX)
        return error_set_field(err, ERROR_MALFORMED, "file", "Split it.",
                               "The file has more than %d payments.", BULK_LINES_MAX);
    if (watch_must_stop(reading->watch))
        return error_set(err, ERROR_CANCELLED, __func__, "Stopped while the file was read.");
    reading->count++;
    return reading->on_line == NULL || reading->on_line(reading->context, line, err);
}

bool bulk_read(BulkReading *reading, Error *err)
{
    AUTO(source_done) BulkSource source = {.fd = -1, .reading = reading};
    reading->count = 0;
    reading->execution_date[0] = '\0';
    text_clear(&reading->message);
    if (!source_open(reading, &source, err))
        return false;
    reading->found = reading->format;
    if (reading->format == BULK_AUTO && !guess_format(&source, &reading->found, err))
        return false;
    bool is_read = reading->found == BULK_CSV ? bulk_read_csv(reading, &source, err)
                                              : bulk_read_pain(reading, &source, err);
    if (source.failure != 0)
        return refuse_file(reading, strerrordesc_np(source.failure), err);
    if (!is_read)
        return false;
    if (reading->count == 0)
        return error_set_field(err, ERROR_MALFORMED, "file", NULL, "The file has no payments.");
    digest_finish(source.digest, reading->digest);
    return true;
}
