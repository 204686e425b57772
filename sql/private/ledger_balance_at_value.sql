-- SPDX-License-Identifier: Apache-2.0
--
-- The signed balance of an account by value date: everything booked so far whose value date is the day or earlier.
-- It is the booked balance of the day, with the entries that cross the day put right: booked later and valued by then
-- added, booked by then and valued later taken off.  Journals whose two dates differ stand in an index of their own.

CREATE OR REPLACE FUNCTION pd.balance_at_value(p_ledger smallint, p_account bigint, p_date date) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN pd.balance_at(p_ledger, p_account, p_date)
           + coalesce((SELECT sum(CASE WHEN j.value_date <= p_date THEN e.amount ELSE -e.amount END)
                         FROM pd.journal j
                         JOIN pd.entry e ON e.ledger = j.ledger AND e.journal = j.id AND e.account = p_account
                          AND e.seq = ANY (j.entry_seq)
                        WHERE j.ledger = p_ledger AND j.value_date <> j.business_date
                          AND greatest(j.business_date, j.value_date) > p_date
                          AND least(j.business_date, j.value_date) <= p_date
                          AND p_account = ANY (j.entry_account)), 0);
END $$;
COMMENT ON FUNCTION pd.balance_at_value(smallint, bigint, date) IS 'Signed balance by value date; NULL: no such account.';
