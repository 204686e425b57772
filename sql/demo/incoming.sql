-- SPDX-License-Identifier: Apache-2.0
--
-- Money that came for a customer from another bank: debit the settlement bank, credit the account.
-- Variables: account (number), amount (text, in the currency's units), currency (code), request (uuid).
-- Run by the cluster's administrator; the same request is posted once.

SELECT pd.post(1::smallint, 'demo.incoming', :'request'::uuid, NULL, l.business_date, l.business_date,
               'Transfer from another bank',
               ARRAY[ROW(pd.internal_account(1::smallint, '1100', c.number), -v.minor, 'principal', NULL)::pd.leg,
                     ROW(a.id, v.minor, 'principal', NULL)::pd.leg])
  FROM pd.currency c
  JOIN pd.account a ON a.ledger = 1 AND a.number = :'account'
  JOIN pd.ledger l ON l.id = 1
 CROSS JOIN LATERAL pd.money_minor(:'amount', c.number, 'amount') AS v (minor)
 WHERE c.code = :'currency'
   AND NOT EXISTS (SELECT FROM pd.journal j WHERE j.ledger = 1 AND j.request = :'request'::uuid);
