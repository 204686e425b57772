#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A program of ours on a real pseudo-terminal, typed into and measured.

    terminal_test.py DESK TERM

Checks what no test in memory can: the bytes on the wire for a typed character, a burst painted once,
a tty that nobody reads, a resize, and that the terminal is given back on every way out.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time

ROWS, COLUMNS = 24, 80
DEADLINE = 10.0


class Desk:
    """The program on a terminal of its own."""

    def __init__(self, program, term, **environment):
        self.report = tempfile.NamedTemporaryFile(prefix="desk-report-")
        self.master, self.slave = pty.openpty()
        self.resize(ROWS, COLUMNS)
        self.before = termios.tcgetattr(self.slave)
        self.pid = os.fork()
        if self.pid == 0:
            self.become(program, term, environment)
        self.start = self.read_until(b"Freeze")

    def become(self, program, term, environment):
        os.setsid()
        fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
        for fd in (0, 1, 2):
            os.dup2(self.slave, fd)
        os.closerange(3, 64)
        variables = dict(os.environ, TERM=term, **environment)
        for name in ("NO_COLOR", "SSH_TTY"):
            if name not in environment:
                variables.pop(name, None)
        os.execve(program, [program, self.report.name], variables)

    def resize(self, rows, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, data):
        os.write(self.master, data)

    def read(self, quiet=0.12):
        """What comes until nothing came for a while."""
        output = b""
        while select.select([self.master], [], [], quiet)[0]:
            try:
                output += os.read(self.master, 65536)
            except OSError:
                break
        return output

    def read_until(self, wanted):
        output = b""
        end = time.monotonic() + DEADLINE
        while wanted not in output:
            if time.monotonic() > end:
                raise AssertionError(f"{wanted!r} did not come; got {output[-400:]!r}")
            if select.select([self.master], [], [], 0.1)[0]:
                output += os.read(self.master, 65536)
        return output + self.read()

    def ask(self, data):
        self.type(data)
        return self.read()

    def dump(self):
        """The canvas as text."""
        self.ask(b"\033[15~")
        with open(self.report.name, encoding="utf-8") as file:
            return file.read()

    def wait(self):
        """The exit status, as waitpid gives it."""
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid != 0:
                return status
            time.sleep(0.02)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError("the program did not end")

    def close(self):
        os.close(self.master)
        os.close(self.slave)
        self.report.close()


def check(condition, message):
    if not condition:
        raise AssertionError(message)


def leave(desk):
    desk.type(b"\033[13~")
    check(desk.wait() == 0, "F3 did not end the program cleanly")
    desk.close()


def test_start(program, term):
    desk = Desk(program, term)
    check(b"\033>" in desk.start, "the keypad was not made numeric")
    check(b"\033[?2004h" in desk.start, "bracketed paste was not asked for")
    check(b"\033=" not in desk.start, "the keypad was made an application's")
    check(b"\033[?1000h" not in desk.start, "the mouse was taken")
    check(len(desk.start) <= 5000, f"the first screen took {len(desk.start)} bytes")
    check(not termios.tcgetattr(desk.slave)[3] & (termios.ICANON | termios.ECHO | termios.ISIG),
          "the terminal is not raw")
    leave(desk)


def test_typed_character(program, term):
    desk = Desk(program, term)
    for character in b"Anna 5":
        echo = desk.ask(bytes([character]))
        check(1 <= len(echo) <= 2, f"a typed character took {len(echo)} bytes: {echo!r}")
    check("Anna 5" in desk.dump(), "the text is not on the screen")
    desk.ask(b"\t")
    for character in b"1250.50":
        echo = desk.ask(bytes([character]))
        check(1 <= len(echo) <= 2, f"a digit took {len(echo)} bytes: {echo!r}")
    leave(desk)


def test_keypad(program, term):
    desk = Desk(program, term)
    desk.ask(b"\t")
    desk.ask(b"\033Oq\033Or\033On\033Ou\033Op")
    check("12.50" in desk.dump(), "the application keypad did not give an amount")
    leave(desk)


def test_escape_and_paste(program, term):
    desk = Desk(program, term)
    desk.ask(b"\033[200~pasted\r\n\033[A text\033[201~")
    text = desk.dump()
    check("pasted text" in text, "the paste is not in the field")
    check("cursor 20,1" in text, "the paste moved the focus")
    desk.ask(b"\0335")
    leave(desk)


def test_burst(program, term):
    desk = Desk(program, term)
    desk.ask(b"\033[23~")
    desk.dump()
    # The freeze lets all of them come together, whatever else the machine is doing.
    desk.type(b"\033[17~" + b"\033[B" * 200)
    output = desk.read(quiet=0.8)
    check(len(output) <= 2 * ROWS * COLUMNS, f"200 keys took {len(output)} bytes")
    text = desk.dump()
    check("> 10000200" in text, "keys of the burst were lost")
    turns, paints = [int(word) for word in text.split("turns ")[1].split() if word.isdigit()]
    check(paints <= 8, f"the burst was painted {paints} times in {turns} turns")
    down = desk.ask(b"\033[A")
    check(len(down) <= 300, f"one row up took {len(down)} bytes")
    leave(desk)


def test_resize(program, term):
    desk = Desk(program, term)
    for rows, columns in ((15, 40), (50, 200), (24, 80)):
        desk.resize(rows, columns)
        desk.read(quiet=0.3)
        check(f"{columns}x{rows}\n" in desk.dump(), f"{columns}x{rows} was not noticed")
    leave(desk)


def test_tty_that_nobody_reads(program, term):
    desk = Desk(program, term)
    for _ in range(60):
        desk.type(b"\014")
        time.sleep(0.01)
    desk.type(b"\033[13~")
    # Nothing of all those frames is read, and still it ends.
    check(desk.wait() == 0, "the program did not leave while the line was full")
    desk.close()


def test_ways_out(program, term):
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGSEGV, signal.SIGABRT, None):
        desk = Desk(program, term)
        desk.ask(b"abc")
        if number is None:
            desk.type(b"\033[13~")
        else:
            os.kill(desk.pid, number)
        output = desk.read()
        status = desk.wait()
        output += desk.read()
        wanted = 0 if number is None else number
        check(os.WTERMSIG(status) == wanted, f"{number}: the status is {status}")
        check(b"\033[?2004l" in output, f"{number}: bracketed paste was left on")
        check(output.count(b"\033[?2004l") == 1, f"{number}: the terminal was given back twice")
        if b"\033[?1049h" in desk.start:
            check(b"\033[?1049l" in output, f"{number}: the alternate screen was left on")
        check(termios.tcgetattr(desk.slave) == desk.before, f"{number}: the modes were left")
        desk.close()


def test_stop_and_go_on(program, term):
    desk = Desk(program, term)
    desk.ask(b"before")
    os.kill(desk.pid, signal.SIGTSTP)
    check(desk.ask(b"x") == b"x", "it was stopped by SIGTSTP")
    os.kill(desk.pid, signal.SIGSTOP)
    termios.tcsetattr(desk.slave, termios.TCSANOW, desk.before)
    os.kill(desk.pid, signal.SIGCONT)
    output = desk.read_until(b"Freeze")
    check(b"\033>" in output and b"\033[?2004h" in output, "the modes were not asked for again")
    check(not termios.tcgetattr(desk.slave)[3] & termios.ECHO, "the terminal is not raw again")
    check(b"beforex" in output, "the screen was not drawn again")
    leave(desk)


def test_no_color(program, term):
    desk = Desk(program, term, NO_COLOR="1")
    check(b"\033[39;49m" not in desk.start, "colours were used")
    leave(desk)
    if term not in ("vt220", "unknown-terminal"):
        desk = Desk(program, term)
        check(b"\033[39;49m" in desk.start, f"{term} has colours and none were used")
        leave(desk)


def main():
    program, term = sys.argv[1:]
    tests = [value for name, value in sorted(globals().items()) if name.startswith("test_")]
    failed = 0
    for test in tests:
        try:
            test(program, term)
            print(f"ok      {test.__name__}")
        except AssertionError as error:
            failed += 1
            print(f"FAILED  {test.__name__}: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
