-- SPDX-License-Identifier: Apache-2.0
--
-- Brings the accruals of accounts up to a day, differences for what was valued back included.  The rows of
-- pd.interest_account are locked in id order and say how far each account is, so whoever comes second finds nothing to
-- do.  Entries count up to the version read under that lock: what is posted meanwhile is the next one's.

CREATE OR REPLACE FUNCTION pd.accrual_write(p_ledger smallint, p_account bigint[], p_day date, p_run bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    v_state pd.interest_account[];
    v_account bigint[];
    v_until date[];
    v_seen bigint[];
    v_version bigint[];
    v_moves pd.accrual_move[];
BEGIN
    INSERT INTO pd.interest_account
    SELECT n.* FROM pd.interest_begin(p_ledger, p_account) n ORDER BY n.account
    ON CONFLICT (ledger, account) DO NOTHING;
    PERFORM FROM pd.interest_account s
      WHERE s.ledger = p_ledger AND s.account = ANY (p_account)
      ORDER BY s.account
        FOR UPDATE;
    SELECT array_agg(s), array_agg(s.account), array_agg(s.accrued_until), array_agg(s.seen), array_agg(b.version)
      INTO v_state, v_account, v_until, v_seen, v_version
      FROM pd.interest_account s
      JOIN pd.balance b ON b.ledger = s.ledger AND b.account = s.account
     WHERE s.ledger = p_ledger AND s.account = ANY (p_account)
       AND (s.accrued_until < p_day OR s.seen < b.version);
    IF v_account IS NULL THEN
        RETURN;
    END IF;
    SELECT array_agg(m) INTO v_moves
      FROM pd.accrual_moves(p_ledger, v_account, v_until, v_seen, v_version, p_day) m;

    WITH added AS (
        INSERT INTO pd.accrual (ledger, account, day, round, run, balance, credit, debit)
        SELECT p_ledger, p.account, p.day, p.round, p_run, p.balance, p.credit, p.debit
          FROM pd.accrual_plan(p_ledger, v_state, v_moves, p_day) p
        RETURNING account, credit, debit
    )
    UPDATE pd.interest_account s
       SET accrued_until = greatest(s.accrued_until, p_day),
           seen = k.version,
           balance = s.balance + coalesce(m.amount, 0),
           credit_open = s.credit_open + coalesce(a.credit, 0),
           debit_open = s.debit_open + coalesce(a.debit, 0)
      FROM unnest(v_account, v_until, v_version) AS k(account, accrued_until, version)
      LEFT JOIN (SELECT d.account, sum(d.credit) AS credit, sum(d.debit) AS debit
                   FROM added d
                  GROUP BY d.account) a ON a.account = k.account
      LEFT JOIN (SELECT o.account, sum(o.amount) AS amount
                   FROM unnest(v_moves) o
                   JOIN unnest(v_account, v_until) AS u(account, accrued_until) ON u.account = o.account
                  WHERE o.day <= greatest(u.accrued_until, p_day)
                  GROUP BY o.account) m ON m.account = k.account
     WHERE s.ledger = p_ledger AND s.account = k.account;

    INSERT INTO pd.accrual_ahead (ledger, account, day, seq, amount)
    SELECT p_ledger, k.account, m.day, k.version, m.amount
      FROM unnest(v_account, v_until, v_version) AS k(account, accrued_until, version)
      JOIN unnest(v_moves) m ON m.account = k.account
     WHERE m.is_new AND m.day > greatest(k.accrued_until, p_day);
END $$;
COMMENT ON FUNCTION pd.accrual_write(smallint, bigint[], date, bigint) IS 'Accrues the interest of accounts up to a day, once.';
