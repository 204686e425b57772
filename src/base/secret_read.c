// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <termios.h>

#include "base/file.h"
#include "base/secret.h"

// One byte at a time, so that what follows the line stays for whoever reads next.
static ssize_t secret_read_byte(int fd, char *ret_byte)
{
    ssize_t length = 0;
    do
        length = read(fd, ret_byte, 1);
    while (length < 0 && errno == EINTR);
    return length;
}

bool secret_read_fd(int fd, Secret **ret_secret, Error *err)
{
    AUTO(secret_free) Secret *secret = secret_new(SECRET_MAX);
    char byte = '\0';
    ssize_t length = 0;
    while ((length = secret_read_byte(fd, &byte)) > 0 && byte != '\n') {
        bool is_added = byte != '\0' && secret_add(secret, &byte, 1);
        secret_wipe(&byte, sizeof byte);
        if (!is_added)
            return error_set(err, ERROR_MALFORMED, __func__,
                             "The secret is too long or is not text.");
    }
    if (length < 0)
        return error_set(err, ERROR_FILE, __func__, "The secret cannot be read.");
    size_t end = secret_length(secret);
    if (end > 0 && secret_bytes(secret)[end - 1] == '\r')
        secret_cut(secret, end - 1);
    if (secret_length(secret) == 0)
        return error_set(err, ERROR_MALFORMED, __func__, "The secret is empty.");
    *ret_secret = TAKE(secret);
    return true;
}

bool secret_read_file(const char *path, Secret **ret_secret, Error *err)
{
    AUTO(file_close) int fd = -1;
    return file_open_private(path, &fd, err) && secret_read_fd(fd, ret_secret, err);
}

// Cuts the last character, which may be several bytes.
static void secret_cut_character(Secret *secret)
{
    size_t length = secret_length(secret);
    while (length > 0 && (secret_bytes(secret)[--length] & 0xc0) == 0x80)
        continue;
    secret_cut(secret, length);
}

typedef enum { SECRET_EDIT_MORE, SECRET_EDIT_DONE, SECRET_EDIT_CANCELLED } SecretEdit;

static SecretEdit secret_edit(Secret *secret, char byte)
{
    switch (byte) {
    case '\r':
    case '\n':
        return SECRET_EDIT_DONE;
    case 0x03: // Ctrl-C
    case 0x04: // Ctrl-D
        return SECRET_EDIT_CANCELLED;
    case 0x08:
    case 0x7f:
        secret_cut_character(secret);
        return SECRET_EDIT_MORE;
    case 0x15: // Ctrl-U
        secret_cut(secret, 0);
        return SECRET_EDIT_MORE;
    default:
        // What does not fit any more is dropped: no password is that long.
        if ((unsigned char)byte >= 0x20)
            (void)!secret_add(secret, &byte, 1);
        return SECRET_EDIT_MORE;
    }
}

static SecretEdit secret_edit_line(int fd, Secret *secret)
{
    SecretEdit state = SECRET_EDIT_MORE;
    while (state == SECRET_EDIT_MORE) {
        char byte = '\0';
        if (secret_read_byte(fd, &byte) <= 0)
            return SECRET_EDIT_CANCELLED;
        state = secret_edit(secret, byte);
        secret_wipe(&byte, sizeof byte);
    }
    return state;
}

static void secret_show(int fd, const char *text)
{
    ssize_t written = write(fd, text, strlen(text));
    (void)written;
}

bool secret_read_prompt(const char *prompt, Secret **ret_secret, Error *err)
{
    AUTO(file_close) int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
    struct termios old;
    if (fd < 0 || tcgetattr(fd, &old) != 0)
        return error_set(err, ERROR_FILE, __func__, "There is no terminal to ask on.");
    // Keys arrive raw: were Ctrl-C a signal here, it would leave the terminal without its echo.
    struct termios quiet = old;
    quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG);
    quiet.c_cc[VMIN] = 1;
    quiet.c_cc[VTIME] = 0;
    AUTO(secret_free) Secret *secret = secret_new(SECRET_PASSWORD_BYTES_MAX);
    if (tcsetattr(fd, TCSAFLUSH, &quiet) != 0)
        return error_set(err, ERROR_FILE, __func__, "The terminal's echo cannot be switched off.");
    secret_show(fd, prompt);
    SecretEdit state = secret_edit_line(fd, secret);
    secret_show(fd, "\n");
    (void)tcsetattr(fd, TCSAFLUSH, &old);
    if (state == SECRET_EDIT_CANCELLED)
        return error_set(err, ERROR_CANCELLED, __func__, "Cancelled.");
    *ret_secret = TAKE(secret);
    return true;
}
