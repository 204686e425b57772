-- SPDX-License-Identifier: Apache-2.0
--
-- What a customer brought along when the demo bank opened.  Run by the cluster's administrator; the same request is
-- posted once.  Variables: account (number), amount (text, in the currency's units), currency (code), request (uuid).

SELECT admin.opening_balance(:'request', 1::smallint, :'account', pd.money_minor(:'amount', c.number, 'amount'))
  FROM pd.currency c
 WHERE c.code = :'currency';
