// SPDX-License-Identifier: Apache-2.0
#include "terminal/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <termios.h>

enum { LEAVE_MAX = 512, RESTORE_WAIT_MS = 300 };

// A signal handler can be handed nothing, so this has to be global: one terminal per process.
static struct {
    int fd;
    int wake_read;
    int wake_write;
    struct termios before;
    char leave[LEAVE_MAX];
    size_t leave_length;
    volatile sig_atomic_t is_taken;
    bool has_exit_hook;
} tty = {.fd = -1, .wake_read = -1, .wake_write = -1};

static const int fatal_signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGSEGV,
                                    SIGBUS, SIGFPE, SIGILL,  SIGABRT, SIGSYS};

static void wake(char what)
{
    int saved = errno;
    ssize_t done = write(tty.wake_write, &what, 1); // full: there is enough to wake up for
    (void)done;
    errno = saved;
}

static void on_resize(int number)
{
    (void)number;
    wake('W');
}

static void on_continue(int number)
{
    (void)number;
    wake('C');
}

// The action is back at the default while this runs, so that raising it again ends the process.
static void on_fatal(int number)
{
    tty_restore();
    (void)raise(number);
}

static void set_handler(int number, void (*handler)(int), int flags)
{
    struct sigaction action = {.sa_flags = flags};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

static void set_handlers(void)
{
    for (size_t i = 0; i < COUNT_OF(fatal_signals); i++)
        set_handler(fatal_signals[i], on_fatal, (int)(SA_RESETHAND | SA_NODEFER));
    set_handler(SIGWINCH, on_resize, SA_RESTART);
    set_handler(SIGCONT, on_continue, SA_RESTART);
    set_handler(SIGTSTP, SIG_IGN, 0);
}

static void reset_handlers(void)
{
    for (size_t i = 0; i < COUNT_OF(fatal_signals); i++)
        set_handler(fatal_signals[i], SIG_DFL, 0);
    set_handler(SIGWINCH, SIG_DFL, 0);
    set_handler(SIGCONT, SIG_DFL, 0);
    set_handler(SIGTSTP, SIG_DFL, 0);
}

bool tty_open(int *ret_fd, int *ret_wake_fd, Error *err)
{
    int ends[2];
    int fd = open("/dev/tty", O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        fd = open("/proc/self/fd/0", O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0 || tcgetattr(fd, &tty.before) < 0) {
        if (fd >= 0)
            close(fd);
        return error_set(err, ERROR_OUTSIDE, __func__, "There is no terminal to draw on.");
    }
    if (pipe2(ends, O_NONBLOCK | O_CLOEXEC) < 0) {
        close(fd);
        return error_set(err, ERROR_OUTSIDE, __func__, "There is no pipe for signals.");
    }
    tty.fd = *ret_fd = fd;
    tty.wake_read = *ret_wake_fd = ends[0];
    tty.wake_write = ends[1];
    set_handlers();
    return true;
}

void tty_take(const char *leave)
{
    tty.leave_length = strlen(leave) < LEAVE_MAX ? strlen(leave) : LEAVE_MAX;
    memcpy(tty.leave, leave, tty.leave_length);
    if (!tty.has_exit_hook)
        tty.has_exit_hook = atexit(tty_restore) == 0;
    tty_retake();
}

void tty_retake(void)
{
    struct termios raw = tty.before;
    raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | IGNCR | INLCR | INPCK | ISTRIP | IXON);
    raw.c_oflag &= ~(tcflag_t)OPOST;
    raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | IEXTEN | ISIG);
    raw.c_cflag = (raw.c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8;
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tty.is_taken = 1;
    tcsetattr(tty.fd, TCSADRAIN, &raw);
}

// The line does not block, so a full one needs waiting for; but not for ever, we may be dying.
static void write_patiently(const char *bytes, size_t length)
{
    struct pollfd line = {.fd = tty.fd, .events = POLLOUT};
    while (length > 0) {
        ssize_t done = write(tty.fd, bytes, length);
        if (done > 0) {
            bytes += done;
            length -= (size_t)done;
        } else if (done == 0 || errno != EAGAIN || poll(&line, 1, RESTORE_WAIT_MS) <= 0) {
            return;
        }
    }
}

void tty_restore(void)
{
    if (!tty.is_taken)
        return;
    tty.is_taken = 0;
    write_patiently(tty.leave, tty.leave_length);
    // What was typed for us is not for the shell.
    tcflush(tty.fd, TCIFLUSH);
    tcsetattr(tty.fd, TCSANOW, &tty.before);
}

void tty_close(void)
{
    if (tty.fd < 0)
        return;
    tty_restore();
    reset_handlers();
    close(tty.fd);
    close(tty.wake_read);
    close(tty.wake_write);
    tty.fd = tty.wake_read = tty.wake_write = -1;
}

void tty_size(int *ret_columns, int *ret_rows)
{
    struct winsize size = {0};
    if (ioctl(tty.fd, TIOCGWINSZ, &size) < 0 || size.ws_col == 0 || size.ws_row == 0)
        size = (struct winsize){.ws_col = 80, .ws_row = 24};
    *ret_columns = size.ws_col;
    *ret_rows = size.ws_row;
}
