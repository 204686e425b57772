# SPDX-License-Identifier: Apache-2.0
"""Two workers that run the bank's jobs while everything else happens to it."""
import re
import signal

# What a job may meet in such a bank, and does again: locks, cancelled statements, a server that went away.
HARMLESS = {"40001", "40P01", "55P03", "57014", "57P01"}


class Workers:
    def __init__(self, bank, ask):
        """bank: that of the command line's tests; ask(sql): a statement of the superuser's, now."""
        self.bank, self.ask = bank, ask
        self.ask("UPDATE pd.job SET every = '200 milliseconds', at_time = NULL, chunk = least(chunk, 20)")
        self.ask("UPDATE pd.order_policy SET retry_wait = '1 second'")
        self.logs = [bank.program.path("worker%d.log" % number) for number in range(2)]
        self.processes = [self.start(log) for log in self.logs]

    def start(self, log):
        with open(log, "wb") as stream:
            return self.bank.program.start(None, ["worker"], stderr=stream)

    def rest(self):
        """Waits for the jobs in hand; no other begins until work() is called."""
        self.ask("UPDATE pd.job SET is_enabled = false")

    def work(self):
        self.ask("UPDATE pd.job SET is_enabled = true")

    def end(self):
        """What they said is harmless, and they end when asked."""
        for process, log in zip(self.processes, self.logs):
            process.send_signal(signal.SIGTERM)
            status = process.wait(timeout=60)
            with open(log, encoding="utf-8") as stream:
                lines = stream.read().splitlines()
            odd = [line for line in lines if re.search("Sanitizer|runtime error", line)
                   or any(code not in HARMLESS for code in re.findall(r"failed with (\S+)", line))]
            self.bank.wanted("a worker ended with %s" % status, status == 0)
            self.bank.wanted("a worker said: %s" % odd[:5], not odd)
            self.bank.wanted("a worker did something", any(" done in " in line for line in lines))
