-- SPDX-License-Identifier: Apache-2.0
--
-- Ties a new posting to the earlier one that it takes back, corrects or gives the fee of back.  The caller has locked
-- the earlier one (pd.journal_get), so that the unique index is the second lock on the door.

CREATE OR REPLACE FUNCTION pd.journal_link_add(
    p_ledger smallint, p_journal bigint, p_kind text, p_target bigint, p_reason text, p_is_forced boolean DEFAULT false)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO pd.journal_link (ledger, journal, kind, target, reason, is_forced)
    VALUES (p_ledger, p_journal, p_kind, p_target, p_reason, p_is_forced);
END $$;
COMMENT ON FUNCTION pd.journal_link_add(smallint, bigint, text, bigint, text, boolean) IS 'Writes a link between two journals.';
