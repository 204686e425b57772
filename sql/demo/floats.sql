-- SPDX-License-Identifier: Apache-2.0
--
-- The demo bank's branch and a drawer with EUR 10,000.00 and one with USD 5,000.00 for each teller,
-- and rates for foreign currency.
-- Run by the cluster's administrator at every start; what is done is not done again.

-- The branch opens with today's date, and again on each later day that the demo is started.
SELECT admin.ledger_bootstrap(1::smallint, 'DEMO', 'Paydesk Demo Bank', current_date, 978::smallint)
 WHERE EXISTS (SELECT FROM pd.ledger l WHERE l.id = 1 AND (l.code <> 'DEMO' OR l.business_date < current_date));

SELECT admin.opening_float('01980000-0000-7000-8000-000000000002', 1::smallint, 'tina', 'EUR', 1000000);
SELECT admin.opening_float('01980000-0000-7000-8000-000000000003', 1::smallint, 'tom', 'EUR', 1000000);
SELECT admin.opening_float('01980000-0000-7000-8000-000000000004', 1::smallint, 'tina', 'USD', 500000);
SELECT admin.opening_float('01980000-0000-7000-8000-000000000005', 1::smallint, 'tom', 'USD', 500000);

-- Rates that hold for a week, set anew when less than a day is left of the last ones or nobody has set any.
SELECT admin.opening_rate(gen_random_uuid(), 1::smallint, v.currency, v.per, v.buy, v.sell, 168)
  FROM (VALUES ('USD', 1, '0.9080', '0.9380'), ('GBP', 1, '1.1450', '1.1890'), ('CHF', 1, '1.0310', '1.0670'),
               ('JPY', 100, '0.6020', '0.6260'), ('CZK', 100, '3.9100', '4.1300'), ('KWD', 1, '2.9500', '3.0700'))
       AS v (currency, per, buy, sell)
 WHERE NOT EXISTS (SELECT FROM pd.rate r
                     JOIN pd.currency c ON c.number = r.currency AND c.code = v.currency
                    WHERE r.ledger = 1 AND r.valid_to > now() + interval '1 day');
