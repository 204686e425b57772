-- SPDX-License-Identifier: Apache-2.0
--
-- How long cheques are held where the bank has not said otherwise.  What it changed later is left as it is.
-- USD: Regulation CC, with the amounts in force since 1 July 2025.  Electronic credits are free the day they come, so
-- they have no hold and no row here.  Other currencies: two business days, without a first part.
--   official   cash at the counter, Treasury and cashier's cheques paid in in person
--   other      any other cheque
--   exception  new account, more than 6,725.00 in a day, redeposited, repeated overdraft, doubtful, emergency: the
--              customer gets a written notice with the reason and the date

INSERT INTO pd.hold_schedule (schedule, currency, part, up_to_minor, business_days)
VALUES
    ('official', 840, 1, NULL, 1),
    ('other', 840, 1, 27500, 1),
    ('other', 840, 2, NULL, 2),
    ('exception', 840, 1, NULL, 7),
    ('official', 0, 1, NULL, 1),
    ('other', 0, 1, NULL, 2),
    ('exception', 0, 1, NULL, 7)
ON CONFLICT (schedule, currency, part) DO NOTHING;
