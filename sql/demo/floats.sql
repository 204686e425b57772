-- SPDX-License-Identifier: Apache-2.0
--
-- The demo bank's branch and a drawer with EUR 10,000.00 for each teller.
-- Run by the cluster's administrator at every start; what is done is not done again.

-- The branch opens with today's date, and again on each later day that the demo is started.
SELECT admin.ledger_bootstrap(1::smallint, 'DEMO', 'Paydesk Demo Bank', current_date, 978::smallint)
 WHERE EXISTS (SELECT FROM pd.ledger l WHERE l.id = 1 AND (l.code <> 'DEMO' OR l.business_date < current_date));

SELECT admin.opening_float('01980000-0000-7000-8000-000000000002', 1::smallint, 'tina', 'EUR', 1000000);
SELECT admin.opening_float('01980000-0000-7000-8000-000000000003', 1::smallint, 'tom', 'EUR', 1000000);
