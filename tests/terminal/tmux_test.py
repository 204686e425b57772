#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a real terminal shows is what the canvas holds: wide, combined and cut characters included.

    tmux_test.py DESK
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

SIZES = ((80, 24), (40, 15), (132, 43))
SKIPPED = 77
DEADLINE = 10.0


class Tmux:
    """A tmux server of its own with one window."""

    def __init__(self, folder, columns, rows, command):
        self.socket = os.path.join(folder, "socket")
        self.run("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows),
                 *command)
        self.run("set-option", "-g", "status", "off")
        self.run("resize-window", "-x", str(columns), "-y", str(rows))

    def run(self, *arguments):
        return subprocess.run(("tmux", "-S", self.socket, *arguments), check=True,
                              capture_output=True, text=True).stdout

    def type(self, *keys):
        self.run("send-keys", *keys)

    def screen(self):
        return [line.rstrip() for line in self.run("capture-pane", "-p").split("\n")]

    def close(self):
        subprocess.run(("tmux", "-S", self.socket, "kill-server"), check=False,
                       capture_output=True)


def canvas(path, rows):
    """The dump's rows, or nothing while it is not written."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    return [line.rstrip() for line in lines[1:rows + 1]] if len(lines) > rows else []


def same(tmux, path, columns, rows):
    """Waits until both agree on a full screen; the reason why not, else."""
    end = time.monotonic() + DEADLINE
    shown, held = [], []
    while time.monotonic() < end:
        time.sleep(0.2)
        tmux.type("F5")
        time.sleep(0.1)
        shown, held = tmux.screen()[:rows], canvas(path, rows)
        if held and shown == held and "Ana Müller" in "\n".join(held):
            return None
    return f"{columns}x{rows}:\n--- shown\n" + "\n".join(shown) + "\n--- canvas\n" + "\n".join(held)


def run(program, columns, rows):
    with tempfile.TemporaryDirectory(prefix="desk-") as folder:
        report = os.path.join(folder, "report")
        with open(report, "w", encoding="utf-8"):
            pass
        tmux = Tmux(folder, columns, rows, (program, report))
        try:
            reason = same(tmux, report, columns, rows)
            tmux.type("-l", "Zoë 中文 e\u0301x 💶 end")
            tmux.type("Tab", "5", "k", "F11", "NPage", "Down", "Down")
            return reason or same(tmux, report, columns, rows)
        finally:
            tmux.close()


def main():
    if shutil.which("tmux") is None:
        print("skipped: tmux is not here")
        return SKIPPED
    failed = 0
    for columns, rows in SIZES:
        reason = run(sys.argv[1], columns, rows)
        failed += 1 if reason else 0
        print(f"FAILED {reason}" if reason else f"ok {columns}x{rows}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
