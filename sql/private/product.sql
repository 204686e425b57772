-- SPDX-License-Identifier: Apache-2.0
--
-- The products a new bank begins with, and their fees.  What the bank changed later is left as it is.
-- Demo tariff: a transfer from a current account in EUR costs 0.50 and 20 % tax on top of that, 0.60 in all.

INSERT INTO pd.product (code, name, currency, customer_kind, overdraft_limit)
VALUES
    ('basic', 'Basic account', NULL, NULL, 0),
    ('current', 'Current account', NULL, NULL, 100000000),
    ('savings', 'Savings account', NULL, 'person', 0),
    ('business', 'Business account', NULL, 'business', 1000000000)
ON CONFLICT (code) DO NOTHING;

INSERT INTO pd.fee (operation, product, currency, fixed_minor, basis_points, tax_basis_points)
SELECT 'payment.transfer', 'current', 978, 50, 0, 2000
 WHERE NOT EXISTS (SELECT FROM pd.fee f
                    WHERE f.operation = 'payment.transfer' AND f.product = 'current' AND f.currency = 978);
