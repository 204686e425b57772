-- SPDX-License-Identifier: Apache-2.0
--
-- The demo bank's own money: equity, vault, and a drawer with EUR 10,000.00 for each teller.
-- Run by the cluster's administrator; a second run finds everything done.

BEGIN;

-- The bank opens with today's date, and again on each later day that the demo is started.
SELECT admin.ledger_bootstrap(1::smallint, 'DEMO', 'Paydesk Demo Bank', current_date, 978::smallint)
 WHERE EXISTS (SELECT FROM pd.ledger l WHERE l.id = 1 AND (l.code <> 'DEMO' OR l.business_date < current_date));

-- Debit the vault, credit equity.
SELECT pd.post(1::smallint, 'demo.float', v.request, NULL, l.business_date, l.business_date, 'Opening of the demo bank',
               ARRAY[ROW(pd.internal_account(1::smallint, '1010', 978::smallint), -25000000, 'principal', NULL)::pd.leg,
                     ROW(pd.internal_account(1::smallint, '3010', 978::smallint), 25000000, 'principal', NULL)::pd.leg])
  FROM (VALUES ('01980000-0000-7000-8000-000000000001'::uuid)) AS v (request)
  JOIN pd.ledger l ON l.id = 1
 WHERE NOT EXISTS (SELECT FROM pd.journal j WHERE j.ledger = 1 AND j.request = v.request);

-- Debit the drawer, credit the vault.
SELECT pd.post(1::smallint, 'demo.float', v.request, NULL, l.business_date, l.business_date, 'Float of ' || s.name,
               ARRAY[ROW(pd.drawer_make(1::smallint, s.id, 978::smallint), -1000000, 'principal', NULL)::pd.leg,
                     ROW(pd.internal_account(1::smallint, '1010', 978::smallint), 1000000, 'principal', NULL)::pd.leg])
  FROM (VALUES ('tina', '01980000-0000-7000-8000-000000000002'::uuid),
               ('tom', '01980000-0000-7000-8000-000000000003')) AS v (name, request)
  JOIN pd.staff s ON s.name = v.name
  JOIN pd.ledger l ON l.id = 1
 WHERE NOT EXISTS (SELECT FROM pd.journal j WHERE j.ledger = 1 AND j.request = v.request);

COMMIT;
