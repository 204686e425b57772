-- SPDX-License-Identifier: Apache-2.0
--
-- What payment.reverse takes back: what a person entered or ordered for a customer.  What is not here (openings, imports,
-- interest runs, what was itself a reversal) is put right with payment.correct.  Written anew by each deploy.

DELETE FROM pd.reversal_kind;

INSERT INTO pd.reversal_kind (operation)
VALUES
    ('cash.deposit'),
    ('cash.withdraw'),
    ('payment.transfer'),
    ('order.execute'),
    ('bulk.payment'),
    ('exchange.buy'),
    ('exchange.sell');

-- Up to which amount tellers may reverse what they entered themselves.  What the bank changed later is left as it is.
INSERT INTO pd.reversal_limit (currency, own_minor)
SELECT c.number, v.own_minor
  FROM (VALUES ('EUR', 10000), ('USD', 10000), ('GBP', 10000), ('CHF', 10000), ('JPY', 10000)) AS v (code, own_minor)
  JOIN pd.currency c ON c.code = v.code
ON CONFLICT (currency) DO NOTHING;
