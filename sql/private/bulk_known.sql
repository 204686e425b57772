-- SPDX-License-Identifier: Apache-2.0
--
-- Whether the payer's file is known: a load of the caller's own that was cut off is given back, to go on with it; a file
-- with the same bytes or the same message id that was loaded before is PD027 unless it is meant to be paid again.
-- A cancelled one does not count.

CREATE OR REPLACE FUNCTION pd.bulk_known(
    p_call pd.call, p_payer bigint, p_digest text, p_message text, p_execution_date date, p_again boolean)
RETURNS pd.bulk
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_bulk pd.bulk;
BEGIN
    SELECT b.* INTO v_bulk
      FROM pd.bulk b
     WHERE b.ledger = p_call.ledger AND b.payer = p_payer AND b.digest = p_digest AND b.state = 'loading';
    IF FOUND THEN
        IF v_bulk.loaded_by <> p_call.staff OR v_bulk.execution_date IS DISTINCT FROM p_execution_date THEN
            PERFORM pd.refuse('PD027', format('This file is being loaded as bulk %s.', v_bulk.id), 'file',
                              'Go on with it as it was begun, or cancel it.');
        END IF;
        RETURN v_bulk;
    END IF;
    IF NOT coalesce(p_again, false) THEN
        SELECT b.* INTO v_bulk
          FROM pd.bulk b
         WHERE b.ledger = p_call.ledger AND b.payer = p_payer AND b.state <> 'cancelled'
           AND (b.digest = p_digest OR b.message = p_message)
         ORDER BY b.digest = p_digest DESC, b.id DESC
         LIMIT 1;
        IF FOUND THEN
            PERFORM pd.refuse('PD027',
                CASE WHEN v_bulk.digest = p_digest THEN format('This very file was loaded before, as bulk %s.', v_bulk.id)
                     ELSE format('A file with message id %s was loaded before, as bulk %s.', p_message, v_bulk.id) END,
                'again', 'Look at it with bulk.view. If it is to be paid once more, say so: again=yes.');
        END IF;
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION pd.bulk_known(pd.call, bigint, text, text, date, boolean) IS
    'The caller''s load of this file that was cut off; NULL: the file is new. PD027: it was loaded before.';
