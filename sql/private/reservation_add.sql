-- SPDX-License-Identifier: Apache-2.0
--
-- Reserves an amount on an account whose balance row is locked: the open row and the sum in the balance.
-- PD001 when the reservations of the account would add up beyond all measure.

CREATE OR REPLACE FUNCTION pd.reservation_add(
    p_ledger smallint, p_account bigint, p_id bigint, p_kind text, p_amount bigint, p_next_at timestamptz)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    c_limit CONSTANT bigint := 1000000000000000000;
BEGIN
    INSERT INTO pd.reserved (ledger, account, id, kind, amount, next_at)
    VALUES (p_ledger, p_account, p_id, p_kind, p_amount, p_next_at);
    UPDATE pd.balance b
       SET pending = b.pending + CASE p_kind WHEN 'pending' THEN p_amount ELSE 0 END,
           held = b.held + CASE p_kind WHEN 'hold' THEN p_amount ELSE 0 END
     WHERE b.ledger = p_ledger AND b.account = p_account
       AND b.pending <= c_limit - p_amount AND b.held <= c_limit - p_amount;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD001', 'The amount is too large: too much is reserved on the account already.', 'amount');
    END IF;
END $$;
COMMENT ON FUNCTION pd.reservation_add(smallint, bigint, bigint, text, bigint, timestamptz) IS
    'Opens a reservation of a kind (pending, hold) on a locked account.';
