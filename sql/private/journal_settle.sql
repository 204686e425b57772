-- SPDX-License-Identifier: Apache-2.0
--
-- Moves the mark and answers up to which id every journal is there for ever.  Ids are not committed in their order, so
-- whoever reads "all journals up to n" - the fold, the sealer, a rollup - must know that nobody is still writing one of
-- them.
--
-- A posting has a transaction id before it draws the journal's.  So: read the newest journal id, then take a new
-- transaction id; when every transaction older than that one has ended, all journals up to the one read are settled.  The
-- caller may have taken its own transaction id long before, therefore the new one is that of a subtransaction, which
-- PL/pgSQL opens for a block with an exception clause and which xmin of the row written in it tells.

CREATE OR REPLACE FUNCTION pd.journal_settle() RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_mark pd.journal_mark;
    v_newest bigint;
    v_xid bigint;
    v_top bigint;
BEGIN
    SELECT m.id, m.settled, m.seen, m.seen_by, m.listed INTO STRICT v_mark FROM pd.journal_mark m FOR NO KEY UPDATE;
    IF v_mark.seen_by > pg_snapshot_xmin(pg_current_snapshot()) THEN
        RETURN v_mark.settled;
    END IF;
    SELECT CASE WHEN s.is_called THEN s.last_value ELSE s.last_value - 1 END INTO v_newest FROM pd.journal_id s;
    IF v_newest > v_mark.seen OR v_mark.seen > v_mark.settled THEN
        BEGIN
            UPDATE pd.journal_mark m
               SET settled = v_mark.seen,
                   seen = v_newest
            RETURNING m.xmin::text::bigint INTO v_xid;
        EXCEPTION WHEN lock_not_available THEN
            -- Never: the row is locked already.  The clause is what makes this block a subtransaction.
            RETURN v_mark.settled;
        END;
        -- xmin is the lower half; the upper half is that of the newest id of all, or one less when it turned over meanwhile.
        v_top := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
        v_xid := v_xid + (v_top >> 32 << 32);
        v_xid := v_xid + CASE WHEN v_xid - v_top > 2147483648 THEN -4294967296 WHEN v_top - v_xid > 2147483648 THEN 4294967296 ELSE 0 END;
        UPDATE pd.journal_mark SET seen_by = v_xid::text::xid8;
    END IF;
    RETURN v_mark.seen;
END $$;
COMMENT ON FUNCTION pd.journal_settle() IS 'Moves the mark of settled journals and answers it.';
