// SPDX-License-Identifier: Apache-2.0
//
// The state file: a file for each change that was sent and not answered.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app_internal.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/uuid.h"

#define NOTE_PREFIX "request-"

enum { NOTE_MAX = 1024 };

static char *note_path(const char *folder, const char *request)
{
    return text_format("%s/" NOTE_PREFIX "%s", folder, request);
}

static char *now_text(const App *app)
{
    char text[32];
    struct tm local;
    time_t now = (time_t)(clock_now_us(&app->clock) / 1000000);
    if (localtime_r(&now, &local) == NULL ||
        strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &local) == 0)
        text[0] = '\0';
    return text_copy(text);
}

static bool refuse_file(const char *path, const char *where, Error *err)
{
    return error_set(err, ERROR_FILE, where, "%s: %s.", path, strerrordesc_np(errno));
}

// Four lines: operation, person, database, moment.
static bool write_note(const App *app, const char *operation, const AppNote *note, Error *err)
{
    AUTO_FREE char *now = now_text(app);
    AUTO_FREE char *text =
        text_format("%s\n%s\n%s\n%s\n", operation, app->user, app->database, now);
    size_t length = strlen(text);
    if (ftruncate(note->fd, 0) != 0 || write(note->fd, text, length) != (ssize_t)length ||
        fdatasync(note->fd) != 0)
        return refuse_file(note->path, __func__, err);
    return true;
}

bool app_note_open(const App *app, const char *request, const char *operation, AppNote *ret_note,
                   Error *err)
{
    AUTO_FREE char *folder = NULL;
    AppNote note = {.fd = -1};
    if (!file_state_folder(&folder, err))
        return false;
    note.path = note_path(folder, request);
    note.fd = open(note.path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (note.fd < 0) {
        (void)refuse_file(note.path, __func__, err);
        free(note.path);
        return false;
    }
    // Taken: the same request is being asked elsewhere at this moment; the database sorts that out.
    (void)flock(note.fd, LOCK_EX | LOCK_NB);
    if (!write_note(app, operation, &note, err)) {
        app_note_close(&note, true);
        return false;
    }
    *ret_note = note;
    return true;
}

void app_note_close(AppNote *note, bool is_answered)
{
    if (is_answered)
        (void)unlink(note->path);
    file_close(note->fd);
    free(note->path);
    *note = (AppNote){.fd = -1};
}

// After a crash

void app_pending_free(AppPending *pending)
{
    if (pending == NULL)
        return;
    free(pending->operation);
    free(pending->user);
    free(pending->started);
    free(pending);
}

static char *take_line(const char **at)
{
    size_t length = strcspn(*at, "\n");
    char *line = text_copy_bytes(*at, length);
    *at += length;
    *at += **at == '\n';
    return line;
}

// NULL: not a note of ours, or of another person or database, or the operation is still running.
static AppPending *read_note(const App *app, const char *path, const char *request)
{
    AUTO(file_close) int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    AUTO(text_done) Text text = TEXT_EMPTY_MAX(NOTE_MAX);
    if (fd < 0 || flock(fd, LOCK_SH | LOCK_NB) != 0 || !file_read_fd(fd, path, &text, NULL))
        return NULL;
    const char *at = text_string(&text);
    AUTO(app_pending_free) AppPending *pending = NEW(AppPending);
    memcpy(pending->request, request, APP_REQUEST_SIZE);
    pending->operation = take_line(&at);
    pending->user = take_line(&at);
    AUTO_FREE char *database = take_line(&at);
    pending->started = take_line(&at);
    if (!text_equal(pending->user, app->user) || !text_equal(database, app->database) ||
        forms_find(app->forms, pending->operation) == NULL)
        return NULL;
    return TAKE(pending);
}

static bool is_note(const char *name, char ret_request[APP_REQUEST_SIZE])
{
    Uuid uuid;
    if (!text_starts_with(name, NOTE_PREFIX) ||
        !uuid_from_text(name + strlen(NOTE_PREFIX), &uuid, NULL))
        return false;
    (void)uuid_to_text(uuid, ret_request);
    return true;
}

// Request ids begin with their time, so the oldest is the smallest.
static void scan(const App *app, DIR *directory, const char *folder, AppPending **ret_oldest)
{
    const struct dirent *entry = NULL;
    while ((entry = readdir(directory)) != NULL) {
        char request[APP_REQUEST_SIZE];
        if (!is_note(entry->d_name, request))
            continue;
        AUTO_FREE char *path = note_path(folder, request);
        AppPending *found = read_note(app, path, request);
        if (found != NULL && *ret_oldest != NULL &&
            strcmp((*ret_oldest)->request, found->request) < 0) {
            app_pending_free(found);
        } else if (found != NULL) {
            app_pending_free(*ret_oldest);
            *ret_oldest = found;
        }
    }
}

bool app_pending_request(App *app, AppPending **ret_pending, Error *err)
{
    AUTO_FREE char *folder = NULL;
    AppPending *oldest = NULL;
    if (!file_state_folder(&folder, err))
        return false;
    DIR *directory = opendir(folder);
    if (directory == NULL)
        return refuse_file(folder, __func__, err);
    scan(app, directory, folder, &oldest);
    (void)closedir(directory);
    *ret_pending = oldest;
    return true;
}

bool app_view_pending(App *app, const AppPending *pending, FormResult **ret_result, Error *err)
{
    AUTO(form_values_free) FormValues *values = form_values_new();
    form_values_set(values, "id", pending->request);
    return app_run_form(app, forms_find(app->forms, "request.view"), values, NULL, ret_result, err);
}

bool app_forget_pending(App *app, const char *request, Error *err)
{
    AUTO_FREE char *folder = NULL;
    Uuid uuid;
    char canonical[UUID_TEXT_SIZE];
    (void)app;
    if (!uuid_from_text(request, &uuid, err) || !file_state_folder(&folder, err))
        return false;
    AUTO_FREE char *path = note_path(folder, uuid_to_text(uuid, canonical));
    return file_remove(path, err);
}
