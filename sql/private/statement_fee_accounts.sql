-- SPDX-License-Identifier: Apache-2.0
--
-- Charges accounts the statement fee of the period that ended on p_day, once per account and period, and takes what is
-- owed as far as it goes: the oldest first, each whole or not at all, never below the floor and not from an account whose
-- debits are blocked.  What cannot be taken stays owed until a later run.  Charged are accounts that were open on the
-- first day of the period, by the fee in force on it.

CREATE OR REPLACE FUNCTION pd.statement_fee_accounts(p_ledger smallint, p_account bigint[], p_day date, p_staff integer)
RETURNS TABLE (posted integer, owing integer)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    v_date date;
    v_account bigint[];
    v_currency smallint[];
    v_day date[];
    v_fee bigint[];
    v_tax bigint[];
    v_batch pd.batch_posted;
BEGIN
    PERFORM pd.run_lock(p_ledger, p_account, ARRAY['2150', '4010']);
    SELECT l.business_date INTO STRICT v_date FROM pd.ledger l WHERE l.id = p_ledger;
    -- What has expired no longer keeps money back.
    PERFORM pd.reservation_settle(p_ledger, b.account)
       FROM pd.balance b
      WHERE b.ledger = p_ledger AND b.account = ANY (p_account) AND (b.pending <> 0 OR b.held <> 0);
    INSERT INTO pd.statement_fee_charge (ledger, account, day, fee_minor, tax_minor)
    SELECT p_ledger, d.account, p_day, d.fee_minor, d.tax_minor FROM pd.statement_fee_due(p_ledger, p_account, p_day) d
    ON CONFLICT (ledger, account, day) DO NOTHING;

    SELECT array_agg(o.account), array_agg(o.currency), array_agg(o.day), array_agg(o.fee_minor), array_agg(o.tax_minor)
      INTO v_account, v_currency, v_day, v_fee, v_tax
      FROM (SELECT c.account, b.currency, c.day, c.fee_minor, c.tax_minor,
                   b.posted + b.overdraft - b.pending - b.held
                   - sum(c.fee_minor + c.tax_minor) OVER (PARTITION BY c.account ORDER BY c.day) AS rest
              FROM pd.statement_fee_charge c
              JOIN pd.balance b ON b.ledger = c.ledger AND b.account = c.account
             WHERE c.ledger = p_ledger AND c.account = ANY (p_account) AND c.journal IS NULL AND c.lapsed IS NULL
               AND b.flags & 2 = 0) o
     WHERE o.rest >= 0;
    posted := coalesce(cardinality(v_account), 0);
    IF posted > 0 THEN
        v_batch := (
        SELECT pd.post_batch(p_ledger, p_staff,
                   array_agg(g.journal ORDER BY g.journal, g.place), array_agg(g.account ORDER BY g.journal, g.place),
                   array_agg(g.amount ORDER BY g.journal, g.place), array_agg(g.what ORDER BY g.journal, g.place),
                   array_fill('fee.run'::text, ARRAY[posted]), array_fill(v_date, ARRAY[posted]),
                   array_fill(v_date, ARRAY[posted]),
                   (SELECT array_agg(format('Statement fee up to %s', d) ORDER BY n)
                      FROM unnest(v_day) WITH ORDINALITY AS t(d, n)))
          FROM (SELECT k.journal::integer AS journal, x.account, x.amount, x.what, x.place
                  FROM unnest(v_account, v_currency, v_fee, v_tax) WITH ORDINALITY AS k(account, currency, fee, tax, journal)
                 CROSS JOIN LATERAL (VALUES
                       (k.account, -k.fee - k.tax, 'fee', 1),
                       (pd.internal_account(p_ledger, '4010', k.currency), k.fee, 'fee', 2),
                       (pd.internal_account(p_ledger, '2150', k.currency), k.tax, 'tax', 3)) AS x(account, amount, what, place)
                 WHERE x.amount <> 0) g);
        UPDATE pd.statement_fee_charge c
           SET journal = k.journal
          FROM unnest(v_account, v_day, v_batch.journal_ids) AS k(account, day, journal)
         WHERE c.ledger = p_ledger AND c.account = k.account AND c.day = k.day;
    END IF;
    SELECT count(DISTINCT c.account) INTO owing
      FROM pd.statement_fee_charge c
     WHERE c.ledger = p_ledger AND c.account = ANY (p_account) AND c.journal IS NULL AND c.lapsed IS NULL;
    RETURN NEXT;
END $$;
COMMENT ON FUNCTION pd.statement_fee_accounts(smallint, bigint[], date, integer) IS
    'Charges and takes the statement fees of accounts; how many were taken, and how many accounts owe.';
