-- SPDX-License-Identifier: Apache-2.0
--
-- Locks the balance rows that a chunk of a run posts on, in account id order as every posting does: the customers'
-- and the bank's own of these GL codes, which are made first where they are missing.  Deferred accounts wait for nobody
-- and are left alone.

CREATE OR REPLACE FUNCTION pd.run_lock(p_ledger smallint, p_account bigint[], p_gl text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    v_own bigint[];
BEGIN
    SELECT array_agg(pd.internal_account(p_ledger, g.gl, c.currency)) INTO v_own
      FROM (SELECT DISTINCT b.currency FROM pd.balance b WHERE b.ledger = p_ledger AND b.account = ANY (p_account)) c
     CROSS JOIN unnest(p_gl) AS g(gl);
    PERFORM FROM pd.balance b
      WHERE b.ledger = p_ledger AND b.account = ANY (p_account || v_own) AND b.flags & 32 = 0
      ORDER BY b.account
        FOR NO KEY UPDATE;
END $$;
COMMENT ON FUNCTION pd.run_lock(smallint, bigint[], text[]) IS 'Locks the balance rows of a chunk, in order.';
