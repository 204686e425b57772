// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/secret.h"

// The sentence ends with the system's own words, which strerror_r (GNU) gives to any thread.
static bool file_refuse(const char *where, const char *what, const char *path, Error *err)
{
    char buffer[128];
    int number = errno;
    return error_set(err, ERROR_FILE, where, "%s %s: %s.", path, what,
                     strerror_r(number, buffer, sizeof buffer));
}

void file_close(int fd)
{
    if (fd >= 0)
        (void)close(fd);
}

bool file_read(const char *path, Text *text, Error *err)
{
    AUTO(file_close) int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return file_refuse(__func__, "cannot be opened", path, err);
    return file_read_fd(fd, path, text, err);
}

bool file_read_fd(int fd, const char *name, Text *text, Error *err)
{
    char buffer[16 * 1024];
    for (;;) {
        ssize_t length = read(fd, buffer, sizeof buffer);
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return file_refuse(__func__, "cannot be read", name, err);
        if (length == 0)
            return true;
        text_add_bytes(text, buffer, (size_t)length);
        if (text->is_full)
            return error_set(err, ERROR_FILE, __func__, "%s is too large.", name);
    }
}

bool file_open_private(const char *path, int *ret_fd, Error *err)
{
    // Without O_NONBLOCK a named pipe put in the file's place would hold us here for ever.
    AUTO(file_close) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    struct stat status;
    if (fd < 0)
        return file_refuse(__func__, "cannot be opened", path, err);
    if (fstat(fd, &status) != 0)
        return file_refuse(__func__, "cannot be looked at", path, err);
    if (!S_ISREG(status.st_mode))
        return error_set(err, ERROR_FILE, __func__, "%s is not a file.", path);
    if (status.st_uid != geteuid())
        return error_set(err, ERROR_FILE, __func__, "%s belongs to somebody else.", path);
    if ((status.st_mode & 077) != 0) {
        (void)error_set(err, ERROR_FILE, __func__, "%s can be read by others.", path);
        return error_add_hint(err, "chmod 600 %s", path);
    }
    *ret_fd = fd;
    fd = -1;
    return true;
}

static bool file_write_all(int fd, const void *bytes, size_t length)
{
    const char *at = bytes;
    while (length > 0) {
        ssize_t written = write(fd, at, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        at += written;
        length -= (size_t)written;
    }
    return true;
}

// A name beside the file that nobody else uses, so that link and rename stay on one file system.
static char *file_beside(const char *path)
{
    return text_format("%s.%08x.new", path, secret_random_below(UINT32_MAX));
}

static void file_sync_folder(const char *path)
{
    AUTO_FREE char *folder = text_copy(path);
    char *slash = strrchr(folder, '/');
    if (slash)
        *(slash == folder ? slash + 1 : slash) = '\0';
    AUTO(file_close) int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0)
        (void)fsync(fd);
}

static bool file_write_beside(const char *path, const char *beside, const void *bytes,
                              size_t length, mode_t mode, Error *err)
{
    AUTO(file_close)
    int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    if (fd < 0)
        return file_refuse(__func__, "cannot be made", path, err);
    if (file_write_all(fd, bytes, length) && fsync(fd) == 0)
        return true;
    (void)file_refuse(__func__, "cannot be written", path, err);
    (void)unlink(beside);
    return false;
}

bool file_write_new(const char *path, const void *bytes, size_t length, mode_t mode, Error *err)
{
    AUTO_FREE char *beside = file_beside(path);
    if (!file_write_beside(path, beside, bytes, length, mode, err))
        return false;
    // Unlike rename, link fails where something is already, be it a link that leads elsewhere.
    bool is_linked = link(beside, path) == 0;
    int number = errno;
    (void)unlink(beside);
    errno = number;
    if (!is_linked && number == EEXIST)
        return error_set(err, ERROR_CONFLICT, __func__, "%s exists already.", path);
    if (!is_linked)
        return file_refuse(__func__, "cannot be made", path, err);
    file_sync_folder(path);
    return true;
}

bool file_replace(const char *path, const void *bytes, size_t length, mode_t mode, Error *err)
{
    AUTO_FREE char *beside = file_beside(path);
    if (!file_write_beside(path, beside, bytes, length, mode, err))
        return false;
    if (rename(beside, path) != 0) {
        (void)file_refuse(__func__, "cannot be replaced", path, err);
        (void)unlink(beside);
        return false;
    }
    file_sync_folder(path);
    return true;
}

bool file_remove(const char *path, Error *err)
{
    if (unlink(path) == 0 || errno == ENOENT)
        return true;
    return file_refuse(__func__, "cannot be removed", path, err);
}

bool file_exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

static bool file_make_one_folder(const char *path, Error *err)
{
    struct stat status;
    if (mkdir(path, 0700) == 0)
        return true;
    int number = errno;
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return true;
    errno = number;
    return file_refuse(__func__, "cannot be made", path, err);
}

bool file_make_folder(const char *path, Error *err)
{
    AUTO_FREE char *part = text_copy(path);
    for (char *slash = strchr(part + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (!file_make_one_folder(part, err))
            return false;
        *slash = '/';
    }
    return file_make_one_folder(part, err);
}

bool file_state_folder(char **ret_path, Error *err)
{
    const char *state = getenv("PAYDESK_STATE");
    const char *xdg = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");
    AUTO_FREE char *path = NULL;
    if (state && *state)
        path = text_copy(state);
    else if (xdg && *xdg)
        path = text_format("%s/paydesk", xdg);
    else if (home && *home)
        path = text_format("%s/.local/state/paydesk", home);
    else
        return error_set(err, ERROR_FILE, __func__, "Set PAYDESK_STATE to a folder.");
    if (!file_make_folder(path, err))
        return false;
    *ret_path = TAKE(path);
    return true;
}
