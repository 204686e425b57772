-- SPDX-License-Identifier: Apache-2.0
--
-- The interest and statement fees that the products of a new bank begin with, from the day of its first deployment on.
-- What the bank changed later is left as it is.
-- Demo terms: savings in EUR pay 1.50 % a year, 2.00 % of what lies above 10,000.00, by the quarter, with 25 % tax kept
-- back; an overdrawn current account pays 9.50 %, a business account 8.00 %, by the month.  A current account costs 2.00
-- a month and 20 % tax, a business account 5.00.

INSERT INTO pd.interest_term (product, currency, side, valid_from, band_from, rate, banding, day_count, withholding, frequency)
SELECT v.product, 978, v.side, l.business_date, v.band_from, v.rate, v.banding, v.day_count, v.withholding, v.frequency
  FROM (VALUES
        ('savings', 'credit', '{0,1000000}'::bigint[], '{15000,20000}'::integer[], 'marginal', 'ACT/365', 2500, 'quarter'),
        ('current', 'debit', '{0}', '{95000}', 'whole', 'ACT/360', 0, 'month'),
        ('business', 'debit', '{0}', '{80000}', 'whole', 'ACT/360', 0, 'month'))
       AS v(product, side, band_from, rate, banding, day_count, withholding, frequency)
  JOIN pd.ledger l ON l.id = 1
 WHERE NOT EXISTS (SELECT FROM pd.interest_term t
                    WHERE t.product = v.product AND t.currency = 978 AND t.side = v.side);

INSERT INTO pd.statement_fee (product, currency, valid_from, frequency, fee_minor, tax_basis_points)
SELECT v.product, 978, l.business_date, 'month', v.fee_minor, 2000
  FROM (VALUES ('current', 200), ('business', 500)) AS v(product, fee_minor)
  JOIN pd.ledger l ON l.id = 1
 WHERE NOT EXISTS (SELECT FROM pd.statement_fee f WHERE f.product = v.product AND f.currency = 978);
