// SPDX-License-Identifier: Apache-2.0
#include "import/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static char *path_of(const ImportReading *reading, const char *file)
{
    return text_format("%s/%s", reading->options->directory, file);
}

// Opens a regular file; anything else (a pipe, a folder) could not be read twice.
static int open_regular(const char *path, int64_t *ret_size)
{
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return -1;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode)) {
        *ret_size = about.st_size;
        return fd;
    }
    file_close(fd);
    errno = EINVAL;
    return -1;
}

static bool directory_check(const char *directory, Error *err)
{
    struct stat about;
    if (directory == NULL || directory[0] == '\0')
        return error_set(err, ERROR_USAGE, __func__, "Name the directory with the CSV files.");
    if (stat(directory, &about) != 0)
        return error_set(err, ERROR_FILE, __func__, "The directory %s cannot be used: %s.",
                         directory, strerrordesc_np(errno));
    if (!S_ISDIR(about.st_mode))
        return error_set(err, ERROR_FILE, __func__, "%s is not a directory.", directory);
    return true;
}

// What keeps one file from being used; "" when nothing does, or when it may be absent and is.
static void size_up(ImportReading *reading, ImportFile number, Text *troubles)
{
    const ImportLayout *layout = &import_layouts[number];
    AUTO_FREE char *path = path_of(reading, layout->file);
    int64_t size = 0;
    int fd = open_regular(path, &size);
    reading->is_present[number] = fd >= 0;
    reading->bytes_total += size;
    if (fd >= 0)
        file_close(fd);
    else if (errno == ENOENT && layout->may_be_absent)
        import_warn(reading->report, "There is no %s.", layout->file);
    else
        text_add_format(troubles, "%s%s (%s)", troubles->length == 0 ? "" : ", ", layout->file,
                        errno == EINVAL ? "not a regular file" : strerrordesc_np(errno));
}

bool import_directory_open(ImportReading *reading, Error *err)
{
    AUTO(text_done) Text troubles = TEXT_EMPTY;
    if (!directory_check(reading->options->directory, err))
        return false;
    for (int number = 0; number < IMPORT_FILES; number++)
        size_up(reading, (ImportFile)number, &troubles);
    if (troubles.length == 0)
        return true;
    error_set(err, ERROR_FILE, __func__, "In %s cannot be used: %s.", reading->options->directory,
              text_string(&troubles));
    return error_add_hint(err, "Needed are accounts.csv, clients.csv, holders.csv and "
                               "transactions.csv; docs/import.md tells their columns.");
}

bool import_source_open(ImportReading *reading, const char *file, ImportSource *ret_source,
                        Error *err)
{
    AUTO_FREE char *path = path_of(reading, file);
    int64_t size = 0;
    int fd = open_regular(path, &size);
    if (fd < 0)
        return error_set(err, ERROR_FILE, __func__, "%s cannot be read: %s.", path,
                         strerrordesc_np(errno));
    *ret_source = (ImportSource){.reading = reading, .digest = digest_new(), .fd = fd};
    return true;
}

static void tell_progress(ImportReading *reading, int64_t bytes)
{
    const ImportOptions *options = reading->options;
    reading->bytes_done += bytes;
    if (options->progress != NULL)
        options->progress(options->progress_context, reading->phase, reading->bytes_done,
                          reading->bytes_total);
}

int64_t import_source_read(void *context, char *bytes, size_t size)
{
    ImportSource *source = context;
    ssize_t got = 0;
    do {
        got = read(source->fd, bytes, size);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        source->failure = errno;
        return -1;
    }
    digest_add(source->digest, bytes, (size_t)got);
    if (got > 0)
        tell_progress(source->reading, got);
    return got;
}

void import_source_finish(ImportSource *source, const char *file)
{
    char text[DIGEST_TEXT_SIZE];
    Digest *whole = source->reading->digest;
    digest_finish(source->digest, text);
    digest_add(whole, file, strlen(file));
    digest_add(whole, " ", 1);
    digest_add(whole, text, strlen(text));
    digest_add(whole, "\n", 1);
}

void import_source_done(ImportSource *source)
{
    file_close(source->fd);
    digest_free(source->digest);
    *source = (ImportSource){.fd = -1};
}
