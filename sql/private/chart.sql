-- SPDX-License-Identifier: Apache-2.0
--
-- The chart of accounts.  Side: +1 credit-normal, -1 debit-normal.  A floor means: cash cannot go below zero.
-- Deferred means: many postings at once, none waits for another (decision 0008); a code is deferred from its first day on
-- or by a migration that converts its accounts, so this does not change what is there.

INSERT INTO pd.chart (gl, name, side, has_floor, is_deferred)
VALUES
    ('1010', 'Vault cash', -1, true, false),
    ('1020', 'Drawer cash', -1, true, false),
    ('1090', 'Cash of imported history', -1, false, false),
    ('1100', 'Settlement bank', -1, false, true),
    ('1600', 'FX position', -1, false, true),
    ('2010', 'Customer deposits', 1, false, false),
    ('2100', 'Outward clearing', 1, false, true),
    ('2150', 'Tax on fees', 1, false, true),
    ('2155', 'Withholding tax on interest', 1, false, true),
    ('2200', 'Suspense', 1, false, false),
    ('3010', 'Equity and opening', 1, false, false),
    ('4010', 'Fee income', 1, false, true),
    ('4020', 'FX income', 1, false, true),
    ('4060', 'Overdraft interest income', 1, false, true),
    ('5060', 'FX loss', -1, false, true),
    ('5070', 'Interest paid', -1, false, true)
ON CONFLICT (gl) DO UPDATE SET name = excluded.name, side = excluded.side, has_floor = excluded.has_floor;
