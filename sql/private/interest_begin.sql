-- SPDX-License-Identifier: Apache-2.0
--
-- The interest rows of accounts: those that are there, and for the others the row that they begin with.  An account
-- begins to bear interest on the first day that a term of its product and currency covers, not before it was opened,
-- and when it was moved in from another bank, after that bank's last entry: until then the other bank paid.  Accounts
-- whose product never had a term have no row.

CREATE OR REPLACE FUNCTION pd.interest_begin(p_ledger smallint, p_account bigint[]) RETURNS SETOF pd.interest_account
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    RETURN QUERY
    SELECT s.* FROM pd.interest_account s WHERE s.ledger = p_ledger AND s.account = ANY (p_account);
    RETURN QUERY
    SELECT p_ledger, n.id, n.started, n.started - 1, 0::bigint, 0::bigint, 0::numeric(40, 0), 0::numeric(40, 0),
           NULL::date, NULL::date
      FROM (SELECT a.id, greatest(a.opened, t.valid_from, m.moved_in + 1) AS started
              FROM pd.account a
              JOIN (SELECT i.product, i.currency, min(i.valid_from) AS valid_from
                      FROM pd.interest_term i
                     GROUP BY i.product, i.currency) t ON t.product = a.product AND t.currency = a.currency
              LEFT JOIN LATERAL (
                   SELECT max(j.business_date) AS moved_in
                     FROM pd.entry e
                     JOIN pd.journal j ON j.ledger = e.ledger AND j.id = e.journal
                    WHERE e.ledger = a.ledger AND e.account = a.id AND j.operation LIKE 'import.%') m ON true
             WHERE a.ledger = p_ledger AND a.id = ANY (p_account) AND a.kind = 'customer'
               AND NOT EXISTS (SELECT FROM pd.interest_account s WHERE s.ledger = a.ledger AND s.account = a.id)) n;
END $$;
COMMENT ON FUNCTION pd.interest_begin(smallint, bigint[]) IS 'Interest rows of accounts, as kept or as they begin.';
