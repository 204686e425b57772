#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A teller's day in a real terminal: sign-in, search, deposit, withdrawal, transfer, wrong input, resizes, the way out.

PAYDESK_WRITE_SCREENS=1 writes docs/screens/ anew on the way.
"""
import os
import re
import sys

from desk import PASSWORD, Bank, Failed, Terminal

STROKES_MAX = 12
SIZES = ((80, 24), (40, 15), (200, 50))
SOURCE = os.environ["PAYDESK_SOURCE"]


class Day:
    def __init__(self, bank, customer, accounts):
        self.bank, self.customer, self.accounts = bank, customer, accounts
        self.environment = dict(bank.environment)
        self.environment.pop("PGUSER", None)
        self.terminal = Terminal(self.environment, 80, 24)

    def keep(self, name, *texts):
        """The screen at three sizes; the texts must be on it at each. Kept as text if that is asked for."""
        for width, height in SIZES:
            self.terminal.resize(width, height)
            self.terminal.wait_painted(height)
            lines = self.terminal.wait(*texts).rstrip("\n").split("\n")
            wanted(len(lines) == height, "%s is not %d lines high" % (name, height))
            if os.environ.get("PAYDESK_WRITE_SCREENS"):
                path = os.path.join(SOURCE, "docs", "screens", "%s.%dx%d.txt" % (name, width, height))
                with open(path, "w", encoding="utf-8") as file:
                    file.write("\n".join(map(self.plain, lines)).rstrip() + "\n")
        self.terminal.resize(80, 24)
        self.terminal.wait_painted(24)

    def plain(self, line):
        """Without what only this run has: the database's name and place."""
        line = re.sub(r"t_e2e_screens\w* on \S+", lambda m: "paydesk on /run/postgresql".rjust(len(m.group(0))), line)
        return re.sub(self.bank.folder, "~", line).rstrip()

    def sign_in(self):
        desk = self.terminal
        desk.wait("Password", "F9 Sign in")
        self.keep("sign-in", "Password")
        desk.type(self.bank.teller)
        desk.key("Enter")
        desk.type("wrong password 1")
        desk.key("Enter")
        desk.type(self.bank.code())
        desk.key("Enter")
        screen = desk.wait("refused")
        wanted("wrong password" not in screen, "the password is shown")
        desk.type(PASSWORD)
        desk.key("Enter")
        wanted(PASSWORD not in desk.screen(), "the password is shown")
        desk.type(self.bank.code())
        desk.key("F9")
        desk.wait("My items of today", "Nothing yet today")

    def find(self):
        desk = self.terminal
        desk.type("山田")
        desk.key("Enter")
        desk.wait("Customer since", "Household")
        self.keep("customer", "山田", self.accounts[0])
        desk.key("Enter")
        desk.wait("Available", "150.00 EUR")
        self.keep("account", self.accounts[0], "150.00 EUR")
        desk.key("F3")
        desk.wait("My items of today", "Search  山田")
        desk.key("Escape")
        desk.wait("account, customer", gone=("山田",))
        self.keep("home", "Search")

    def deposit(self):
        """The acceptance: counted on the real keyboard's way."""
        desk = self.terminal
        before = self.bank.balance(self.accounts[0])
        desk.strokes = 0
        desk.type(self.accounts[0])
        desk.key("F6")
        desk.type("d")
        desk.type("25.50")
        desk.key("F9")
        desk.answer("y", "Post this?", "25.50 EUR")
        desk.wait("CASH DEPOSIT")
        wanted(desk.strokes <= STROKES_MAX, "%d key strokes" % desk.strokes)
        self.keep("receipt", "CASH DEPOSIT")
        desk.key("F9")
        desk.wait("Saved as")
        files = os.listdir(self.bank.path("receipts"))
        wanted(len(files) == 1 and files[0].endswith(".txt"), "saved: %s" % files)
        desk.key("Enter")
        desk.wait("My items of today", "Cash deposit", "Drawer 10 025.50 EUR")
        wanted(self.bank.balance(self.accounts[0]) == before + 2550, "the deposit is not on the account")
        print("deposit: %d key strokes besides the digits" % desk.strokes)

    def copy(self):
        desk = self.terminal
        desk.key("Down", "Enter")
        desk.wait("CASH DEPOSIT")
        desk.key("F6")
        desk.type("r")
        desk.wait("Receipt*")
        desk.key("F9")
        desk.wait("*** COPY 1 ***")
        desk.key("F3")
        desk.wait("My items of today")

    def withdraw(self):
        desk = self.terminal
        desk.type(self.accounts[0])
        desk.key("Enter")
        desk.wait("Available")
        desk.type("w")
        desk.wait("Cash withdrawal", "Amount*")
        desk.type("99999999")
        desk.key("F9")
        desk.wait("Error")
        wanted(self.bank.balance(self.accounts[0]) == 17550, "a refused withdrawal moved money")
        desk.key("C-u")
        desk.type("10")
        desk.key("F9")
        desk.answer("y", "Post this?", "10.00 EUR")
        desk.wait("CASH WITHDRAW")
        desk.key("Enter")
        desk.wait("165.50 EUR")

    def transfer(self):
        """From the account's screen, through a storm of sizes, with second thoughts."""
        desk = self.terminal
        desk.type("t")
        desk.wait("Transfer", "To account")
        desk.type(self.accounts[1])
        desk.key("Enter")
        desk.type("1O")
        desk.type("0")
        desk.key("Enter")
        desk.key("C-u")
        desk.type("15.00")
        desk.key("Enter")
        desk.type("Vánoce 山")
        self.keep("form", self.accounts[1], "15.00", "Vánoce 山")
        for width, height in ((40, 15), (39, 14), (200, 50), (60, 20), (80, 24)):
            desk.resize(width, height)
        desk.wait("Vánoce 山", self.accounts[1])
        desk.key("F9")
        desk.wait("Post this?")
        self.keep("confirm", "Post this?")
        desk.key("Enter", "Enter", "F9")
        desk.answer("n", "Post this?")
        desk.wait("Nothing was posted", "15.00")
        wanted(self.bank.balance(self.accounts[1]) == 0, "a transfer that was refused was posted")
        desk.key("F9")
        desk.answer("y", "Post this?")
        desk.wait("PAYMENT TRANSFER", "Vánoce")
        wanted(self.bank.balance(self.accounts[1]) == 1500, "the transfer is not on the account")
        desk.key("F3")
        desk.wait("My items of today")

    def wrong_input(self):
        desk = self.terminal
        desk.key("F2")
        desk.wait("Find what to do")
        self.keep("palette", "Find what to do")
        desk.type("cash dep")
        desk.key("Enter")
        desk.wait("Takes cash")
        desk.key("F9")
        desk.wait("missing")
        desk.type("9999999999")
        desk.key("Enter")
        desk.type("5")
        desk.key("F1")
        desk.wait("This field")
        self.keep("help", "This field")
        # An Esc with more bytes right behind it is the beginning of another key: no person is that quick.
        desk.key("Escape")
        desk.wait("Takes cash", gone=("This field",))
        desk.key("F9")
        desk.wait("Error", "Takes cash")
        desk.key("Escape")
        desk.wait("not posted")
        desk.key("Escape")
        desk.wait("My items of today")
        desk.key("C-c")
        desk.wait("Ctrl+C does nothing")

    def cancel(self):
        """While another holds the account, the screen goes on, says so, and Esc takes the posting back."""
        desk = self.terminal
        before = self.bank.balance(self.accounts[0])
        with self.bank.lock(self.accounts[0]):
            self.start_deposit("7.77")
            desk.wait("waiting for the database")
            desk.resize(60, 20)
            desk.wait_painted(20)
            desk.resize(80, 24)
            desk.wait_painted(24)
            desk.key("Escape")
            desk.wait("cancelled")
        wanted(self.bank.balance(self.accounts[0]) == before, "a cancelled deposit was posted")
        desk.key("Escape")
        desk.wait("not posted")
        desk.key("Escape")
        desk.wait("My items of today")

    def start_deposit(self, amount):
        desk = self.terminal
        desk.type(self.accounts[0])
        desk.key("F6")
        desk.type("d")
        desk.wait("Takes cash")
        desk.type(amount)
        desk.key("F9")
        desk.answer("y", "Post this?")

    def reconnect(self):
        """A connection that the server has closed is made again on the way, and nothing is asked of the teller."""
        desk = self.terminal
        self.bank.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s'" % self.bank.teller)
        before = self.bank.balance(self.accounts[0])
        self.start_deposit("1.00")
        desk.wait("CASH DEPOSIT")
        wanted(self.bank.balance(self.accounts[0]) == before + 100, "the deposit after a lost connection")
        desk.key("F3")
        desk.wait("My items of today")

    def crash(self):
        """Killed while posting, the next start says what became of it, and that is the truth."""
        before = self.bank.balance(self.accounts[0])
        with self.bank.lock(self.accounts[0]):
            self.start_deposit("3.00")
            self.terminal.wait("waiting for the database")
            self.terminal.signal("KILL")
            self.terminal.wait("ENDED 137")
        self.terminal.close()
        self.terminal = Terminal(self.environment, 80, 24)
        self.sign_in_again()
        screen = self.terminal.wait("What became of your last request")
        after = self.bank.balance(self.accounts[0])
        wanted(("It was done" in screen) == (after == before + 300), "it says %s, the balance went from %d to %d"
               % (screen, before, after))
        self.terminal.key("Enter")
        self.terminal.wait("My items of today", gone=("What became",))

    def sign_in_again(self):
        """With the next code: each works once."""
        desk = self.terminal
        desk.wait("Password")
        desk.type(self.bank.teller)
        desk.key("Enter")
        desk.type(PASSWORD)
        desk.key("Enter")
        desk.type(self.bank.next_code())
        desk.key("F9")
        desk.wait("Home", "Drawer", gone=("Password",))

    def leave(self):
        """Killed in the middle of a form, the terminal is as it was."""
        desk = self.terminal
        desk.type(self.accounts[0])
        desk.key("F6")
        desk.type("d")
        desk.wait("Takes cash")
        desk.signal("TERM")
        screen = desk.wait("ENDED")
        wanted("Takes cash" not in screen, "the screen is still there: " + screen)
        wanted("-echo " not in screen, "the terminal does not echo: " + screen)

    def run(self):
        for step in (self.sign_in, self.find, self.deposit, self.copy, self.withdraw, self.transfer, self.wrong_input,
                     self.cancel, self.reconnect, self.crash, self.leave):
            print(step.__name__, flush=True)
            step()


def wanted(truth, what):
    if not truth:
        raise Failed(what)


def main():
    bank = Bank()
    day = None
    try:
        day = Day(bank, *bank.open())
        day.run()
    except Failed as failed:
        print(failed)
        return 1
    finally:
        if day:
            day.terminal.close()
        bank.close()
    return 0


sys.exit(main())
