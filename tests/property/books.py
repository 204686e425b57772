# SPDX-License-Identifier: Apache-2.0
"""What must hold of the books after any history, computed here from the rows themselves and not by pd.prove(),
which is asked too."""
from bank import query, value

# name, query: any row is a fault.
FACTS = (
    ("a currency does not sum to zero", """
        SELECT currency, sum(amount) FROM pd.entry GROUP BY currency HAVING sum(amount) <> 0"""),
    ("the exact balances of a currency do not sum to zero", """
        SELECT currency, sum(posted) FROM pd.account_now GROUP BY currency HAVING sum(posted) <> 0"""),
    ("a balance is not the sum of its entries", """
        SELECT a.number, a.posted, s.total
          FROM pd.account_now a
          LEFT JOIN (SELECT account, sum(amount) AS total FROM pd.entry WHERE ledger = 1 GROUP BY account) s
                 ON s.account = a.id
         WHERE a.posted <> coalesce(s.total, 0)"""),
    ("available is not posted less pending less held", """
        SELECT number, available FROM pd.account_now
         WHERE available <> side * posted + overdraft - pending - held"""),
    ("a drawer or vault holds less than nothing", """
        SELECT number, balance FROM pd.account_now WHERE gl IN ('1010', '1020') AND balance < 0"""),
    ("a journal was reversed twice, or its reversal does not mirror it", """
        SELECT l.target, count(*) FROM pd.journal_link l WHERE l.kind = 'reversal' GROUP BY l.target HAVING count(*) > 1
        UNION ALL
        SELECT l.target, 0
          FROM pd.journal_link l
          JOIN pd.entry e ON e.ledger = l.ledger AND e.journal IN (l.journal, l.target)
         WHERE l.kind = 'reversal'
         GROUP BY l.target, e.account
        HAVING sum(e.amount) <> 0"""),
    ("a journal of a request that was not done", """
        SELECT j.id, j.request
          FROM pd.journal j
          LEFT JOIN (SELECT id FROM pd.request WHERE outcome = 'done'
                     UNION ALL
                     SELECT request FROM pd.order_execution WHERE state = 'paid') r ON r.id = j.request
         WHERE j.request IS NOT NULL AND r.id IS NULL"""),
    ("a due date of an order was paid without its journal, or twice", """
        SELECT e.standing_order, e.due, count(j.id)
          FROM pd.order_execution e
          LEFT JOIN pd.journal j ON j.ledger = e.ledger AND j.request = e.request
         GROUP BY e.standing_order, e.due, e.state
        HAVING count(j.id) <> CASE e.state WHEN 'paid' THEN 1 ELSE 0 END"""),
)
# Whose last movement took it below its floor, although nobody may do that: forced reversals, interest and fee runs
# that a bank posts even so are told by their operation.
BELOW = """
    SELECT a.number, a.available, j.operation
      FROM pd.account_now a
      JOIN pd.balance b ON b.ledger = a.ledger AND b.account = a.id
      JOIN pd.entry e ON e.ledger = b.ledger AND e.account = b.account AND e.seq = b.version
      JOIN pd.journal j ON j.ledger = e.ledger AND j.id = e.journal
     WHERE a.kind = 'customer' AND a.available < 0
       AND (SELECT sum(x.amount) FROM pd.entry x
             WHERE x.ledger = e.ledger AND x.account = e.account AND x.journal = e.journal
               AND x.seq > e.seq - cardinality(j.entry_seq)) < 0
       AND j.operation NOT IN ('payment.reverse', 'payment.correct', 'interest.post')"""


def check_kept(world):
    """What was told is what is kept: once for what was done or refused, not at all for what was raised."""
    bank = world.bank
    kept = {row[0]: row[1:] for row in query(bank.super, """
        SELECT r.id::text, r.operation, r.outcome, r.answer FROM pd.request r""")}
    for request, (operation, _, values, told) in world.told.items():
        outcome = kept.get(request, (None, None, None))[1]
        wanted = told[0] if told and told[0] != "raised" else None
        bank.wanted("%s %s %s: told %s, kept %s" % (operation, request, values, told, outcome), outcome == wanted)
    wrong = query(bank.super, """
        SELECT request FROM pd.journal WHERE request IS NOT NULL AND operation IN ('cash.deposit', 'payment.transfer')
         GROUP BY request HAVING count(*) > 1""")
    bank.wanted("requests with two journals: %s" % wrong, not wrong)


def check_books(world):
    bank = world.bank
    bank.proved()
    for name, sql in FACTS + (("an account is below its floor", BELOW),):
        rows = query(bank.super, sql)
        bank.wanted("%s: %s" % (name, rows[:5]), not rows)
    check_kept(world)
    bank.wanted("there are journals", value(bank.super, "SELECT count(*) FROM pd.journal") > 50)
