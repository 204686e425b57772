-- SPDX-License-Identifier: Apache-2.0
--
-- How many entries an account had at a moment: the seq of the last that was written by then.  A binary search over the
-- dense seq: an account's journals are written one after the other, under its row lock, so their times rise with it.
-- Not for deferred accounts, on which nobody waits.

CREATE OR REPLACE FUNCTION pd.seq_at_moment(p_ledger smallint, p_account bigint, p_version bigint, p_at timestamptz)
RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_low bigint := 0;
    v_high bigint := p_version;
    v_middle bigint;
BEGIN
    WHILE v_low < v_high LOOP
        v_middle := (v_low + v_high + 1) / 2;
        PERFORM
           FROM pd.entry e
           JOIN pd.journal j ON j.ledger = e.ledger AND j.id = e.journal
          WHERE e.ledger = p_ledger AND e.account = p_account AND e.seq = v_middle AND j.created_at <= p_at;
        IF FOUND THEN
            v_low := v_middle;
        ELSE
            v_high := v_middle - 1;
        END IF;
    END LOOP;
    RETURN v_low;
END $$;
COMMENT ON FUNCTION pd.seq_at_moment(smallint, bigint, bigint, timestamptz) IS 'Newest seq written at or before a moment, 0 for none.';
