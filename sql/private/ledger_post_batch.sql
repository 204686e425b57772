-- SPDX-License-Identifier: Apache-2.0
--
-- Posts thousands of journals in one call, set-based, all or nothing.
--
-- The legs come as parallel arrays: p_journal[i] is the ordinal (1, 2, …) of the journal that leg i belongs to,
-- p_account[i], p_amount[i] (signed, credit positive) and p_what[i] describe it.  The journals come as parallel arrays
-- indexed by that ordinal; p_request, p_text and p_partner may be NULL as a whole or per element.
-- Entries are numbered, and balances run, in the order of the ordinals and, within one, of the legs.
--
-- The same rules as pd.post, with two differences made for moving a bank in: floors are looked at once, at the end of
-- the batch, and not at all for accounts flagged IMPORTING and the contra accounts of their journals (what the old
-- bank allowed happened); and blocks do not stop an account that is being imported.  Nor is such an account touched by
-- pd.post before its flag is cleared.
-- All account rows are locked first, in id order, each balance row is written once, journals and entries with one
-- statement each.  Plans are made for the arrays at hand: a plan made for ten rows would be quadratic.

CREATE OR REPLACE FUNCTION pd.post_batch(
    p_ledger smallint, p_staff integer,
    p_journal integer[], p_account bigint[], p_amount bigint[], p_what text[],
    p_operation text[], p_business_date date[], p_value_date date[],
    p_text text[] DEFAULT NULL, p_partner text[] DEFAULT NULL, p_request uuid[] DEFAULT NULL)
RETURNS pd.batch_posted
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    v_legs integer := coalesce(cardinality(p_journal), 0);
    v_journals integer := coalesce(cardinality(p_operation), 0);
    v_answer pd.batch_posted;
BEGIN
    PERFORM pd.post_batch_check(p_journal, p_account, p_amount, p_what, p_operation, p_business_date, p_value_date,
                                p_text, p_partner, p_request);
    IF v_journals = 0 THEN
        RETURN (0, 0, '{}')::pd.batch_posted;
    END IF;
    PERFORM FROM pd.balance b
      WHERE b.ledger = p_ledger
        AND b.account IN (SELECT DISTINCT a FROM unnest(p_account) a)
        AND b.flags & 32 = 0
      ORDER BY b.account
        FOR NO KEY UPDATE;
    PERFORM pd.post_batch_judge(p_ledger, p_journal, p_account, p_amount);

    v_answer.journal_ids := pd.post_batch_write(
        p_ledger, p_staff, p_journal, p_account, p_amount, p_what, p_operation, p_business_date, p_value_date,
        p_text, p_partner, p_request, clock_timestamp());
    v_answer.journals := v_journals;
    v_answer.entries := v_legs;
    RETURN v_answer;
END $$;
COMMENT ON FUNCTION pd.post_batch(smallint, integer, integer[], bigint[], bigint[], text[], text[], date[], date[],
                                  text[], text[], uuid[]) IS
    'Posts many journals at once, all or nothing. PD001, PD012 to PD018, PD028 as pd.post; the field is journal[n].';
