-- SPDX-License-Identifier: Apache-2.0
--
-- Puts a notice into the outbox, for the customer of this account.  The detail holds ids, codes and amounts only.

CREATE OR REPLACE FUNCTION pd.notice_write(p_ledger smallint, p_kind text, p_account bigint, p_detail jsonb) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id bigint;
BEGIN
    INSERT INTO pd.notice (ledger, kind, customer, account, detail)
    SELECT a.ledger, p_kind, a.customer, a.id, p_detail
      FROM pd.account a
     WHERE a.ledger = p_ledger AND a.id = p_account
    RETURNING id INTO v_id;
    RETURN v_id;
END $$;
COMMENT ON FUNCTION pd.notice_write(smallint, text, bigint, jsonb) IS 'Adds a notice for the customer of an account; its id.';
