-- SPDX-License-Identifier: Apache-2.0
--
-- Takes an amount off an open reservation, all of it or a part, on an account whose balance row is locked.  Returns what
-- stays reserved; NULL when nothing was (pending transfers out of deferred accounts reserve nothing).

CREATE OR REPLACE FUNCTION pd.reservation_free(p_ledger smallint, p_account bigint, p_id bigint, p_amount bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_kind text;
    v_left bigint;
BEGIN
    DELETE FROM pd.reserved r
     WHERE r.ledger = p_ledger AND r.account = p_account AND r.id = p_id AND r.amount = p_amount
    RETURNING r.kind, 0 INTO v_kind, v_left;
    IF NOT FOUND THEN
        UPDATE pd.reserved r
           SET amount = r.amount - p_amount
         WHERE r.ledger = p_ledger AND r.account = p_account AND r.id = p_id
        RETURNING r.kind, r.amount INTO v_kind, v_left;
        IF NOT FOUND THEN
            RETURN NULL;
        END IF;
    END IF;
    UPDATE pd.balance b
       SET pending = b.pending - CASE v_kind WHEN 'pending' THEN p_amount ELSE 0 END,
           held = b.held - CASE v_kind WHEN 'hold' THEN p_amount ELSE 0 END
     WHERE b.ledger = p_ledger AND b.account = p_account;
    RETURN v_left;
END $$;
COMMENT ON FUNCTION pd.reservation_free(smallint, bigint, bigint, bigint) IS
    'Frees an amount of a reservation on a locked account; returns what stays reserved.';
