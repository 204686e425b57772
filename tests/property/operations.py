# SPDX-License-Identifier: Apache-2.0
"""Random calls of every changing operation that the forms describe.

What a field takes is told by its type and name; what earlier answers named (receipts, holds, orders …) is taken up
again, so that calls build on each other. A new form takes part without a line here.
"""
import collections
import datetime
import random
import threading

# Not at random: who is at the desk, and what reads files of the person's machine.
LEFT_OUT = ("staff.", "request.")
# How often, beside 2 for any other operation.
WEIGHTS = {"fee.set": 0.3, "interest.term_set": 0.3, "interest.accrue": 0.3, "interest.post": 0.3, "fee.run": 0.3,
           "cash.deposit": 30, "cash.withdraw": 25, "payment.transfer": 60, "payment.reverse": 12,
           "account.close": 0.5, "account.block": 0.4, "account.unblock": 3, "customer.open": 1, "customer.change": 1,
           "account.open": 1, "period.close": 0.05}
CURRENCIES = ("EUR", "EUR", "EUR", "USD", "JPY", "KWD")
DECIMALS = {"EUR": 2, "USD": 2, "JPY": 0, "KWD": 3, "CLF": 4}


class Memory:
    """What answers named, by the name of the field that takes it; the newest few hundred of each."""

    def __init__(self):
        self.lock = threading.Lock()
        self.known = collections.defaultdict(lambda: collections.deque(maxlen=300))

    def learn(self, name, text):
        with self.lock:
            self.known[name].append(text)

    def learn_answer(self, answer):
        for name, told in answer.items():
            if isinstance(told, (str, int)) and not isinstance(told, bool):
                self.learn(name, str(told))

    def recall(self, rng, name):
        with self.lock:
            known = self.known.get(name)
            if not known:
                return None
            # Mostly what is new: it is more often in a state that lets something be done.
            return known[-1 - min(int(rng.expovariate(0.15)), len(known) - 1)]


def amount(rng, currency):
    decimals = DECIMALS.get(currency, 2)
    minor = rng.choice((rng.randrange(1, 100), rng.randrange(1, 5000), rng.randrange(1, 20000), rng.randrange(1, 20000),
                       rng.randrange(1, 10**8)))
    return "%d.%0*d" % (minor // 10**decimals, decimals, minor % 10**decimals) if decimals else str(minor)


def day(rng, today):
    return str(today + datetime.timedelta(days=rng.choice((0, 0, 0, 1, 2, 31, -1, -3, -40))))


class Caller:
    """Makes values for the fields of a form."""

    def __init__(self, rng, memory, accounts, customers, today):
        self.rng, self.memory, self.accounts, self.customers, self.today = rng, memory, accounts, customers, today

    def values(self, form):
        """Field name -> text; the currency of the amounts is mostly that of the first account."""
        picked, currency = {}, self.rng.choice(CURRENCIES)
        for field in form["fields"]:
            if not field.get("required") and self.rng.random() < 0.4:
                continue
            if field["type"] == "account":
                number, currency = self.account(currency if picked else None, picked.values())
                picked[field["name"]] = number
            else:
                picked[field["name"]] = self.value(field, currency)
        return {name: text for name, text in picked.items() if text is not None}

    def account(self, currency, others):
        """A number and its currency: mostly of that currency and none of the others, of any at times."""
        same = None
        if self.rng.random() < 0.9:
            same = [pair for pair in self.accounts if currency in (None, pair[1]) and pair[0] not in others]
        return self.rng.choice(same or self.accounts)

    def value(self, field, currency):
        rng, name, kind = self.rng, field["name"], field["type"]
        if kind == "money":
            return amount(rng, currency)
        if kind == "customer":
            return rng.choice(self.customers)
        if kind == "date":
            return day(rng, self.today)
        if kind == "choice":
            return rng.choice(field["choices"])
        if kind == "currency":
            return rng.choice(CURRENCIES)
        if kind == "yes_no":
            return rng.choice(("yes", "no"))
        known = self.memory.recall(rng, name) if rng.random() < 0.9 else None
        if known is not None:
            return known
        if kind == "integer":
            return str(rng.randrange(0, 40))
        return field.get("example")


def changing(forms):
    """operation -> form of what takes part."""
    return {operation: form for operation, form in forms.items()
            if form["kind"] == "change" and not operation.startswith(LEFT_OUT) and "hook" not in form}


def choose(rng, forms):
    operations = sorted(forms)
    return forms[rng.choices(operations, [WEIGHTS.get(o, 2) for o in operations])[0]]


def seeded(seed, label):
    return random.Random("%s/%s" % (seed, label))
